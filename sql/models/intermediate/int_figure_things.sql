-- One figure that measures something another article may measure too: what and where. What is planned is not what is.
-- What has a class and a place is one thing wherever it is told; all else has a story, and is one thing where it is
-- told alike: "personnes", "deux banques", the protesters of nowhere.
with classes as (
    select category as thing
    from {{ ref('categories') }}
    union
    select noun as thing
    from {{ ref('nouns') }}
    where noun != 'people'
),

conditions as (
    select distinct state as condition
    from {{ ref('states') }}
),

placed as (
    select
        figures.figure_id,
        figures.subset_of,
        coalesce(links.place_id, figures.place_key) as place_id
    from {{ ref('stg_figures') }} as figures
    inner join {{ ref('int_figure_links') }} as links on figures.figure_id = links.figure_id
),

-- "31 000, dont 8 000 à Paris" are in France
countries as (
    select
        parts.subset_of as figure_id,
        min(places.country_id) as country_id
    from placed as parts
    inner join {{ ref('int_measure_places') }} as places on parts.place_id = places.place_id
    group by parts.subset_of
    having min(places.country_id) = max(places.country_id)
),

known as (
    select
        figures.*,
        articles.published_at::date as day,
        classes.thing is not null as has_class,
        coalesce(placed.place_id, countries.country_id) as place_id,
        memberships.story_id,
        to_json([
            figures.kind, figures.unit, figures.per, figures.direction, figures.thing, figures.subject
        ])::varchar as noun_key,
        array_to_string(figures.qualifiers, ' ') as qualified,
        nullif(figures.condition, 'earlier') as lasting_condition
    from {{ ref('stg_figures') }} as figures
    inner join placed on figures.figure_id = placed.figure_id
    left join countries on figures.figure_id = countries.figure_id
    inner join {{ ref('stg_articles') }} as articles on figures.article_id = articles.article_id
    inner join {{ ref('int_memberships') }} as memberships on figures.article_id = memberships.article_id
    left join classes on figures.thing = classes.thing
    where
        figures.thing is not null
        and not figures.negated
        and figures.kind in ('count', 'money', 'percent', 'measure', 'ratio')
),

-- "412 interpellations" of nowhere are likely those of Paris, where all texts that say a place say that one
adopted as (
    select
        nowhere.figure_id,
        min(there.place_id) as place_id
    from known as nowhere
    inner join known as there
        on
            nowhere.noun_key = there.noun_key
            and nowhere.value = there.value
            and nowhere.qualified = there.qualified
            and nowhere.lasting_condition is not distinct from there.lasting_condition
            and (
                (nowhere.story_id = there.story_id and nowhere.value >= {{ var('least_of_all') }})
                or (
                    (nowhere.story_id = there.story_id or abs(nowhere.day - there.day) <= {{ var('told_days') }})
                    and {{ is_telling('nowhere.value') }}
                )
            )
    where
        nowhere.has_class
        and nowhere.place_id is null
        and there.place_id is not null
    group by nowhere.figure_id
    having min(there.place_id) = max(there.place_id)
)

select
    known.figure_id,
    known.article_id,
    known.subset_of,
    known.modality,
    known.condition,
    known.bound,
    known.value,
    known.low,
    known.high,
    known.start_char,
    known.end_char,
    known.day,
    known.has_class,
    known.thing in {{ things_of('tolls') }} as is_toll,
    known.place_id as measured_place,
    adopted.place_id as likely_place,
    case when measured_place is null or not known.has_class then known.story_id end as measured_story,
    known.noun_key,
    conditions.condition as known_condition,
    list_filter(known.qualifiers, lambda each: starts_with(each, 'iso:')) as nations, -- noqa: RF02
    {{ thing_key('known', 'measured_place', "case when measured_story is not null then 'told' end") }} as thing_key,
    case when likely_place is not null then {{ thing_key('known', 'likely_place', 'null') }} end as likely_key
from known
left join adopted on known.figure_id = adopted.figure_id
left join conditions on known.condition = conditions.condition
where
    -- "plusieurs profils" measures nothing, nor do "de nombreux manifestants" of nowhere
    (known.has_class and measured_place is not null)
    or known.bound != 'vague'
    or known.low >= {{ var('least_vague') }}
