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
)

select
    figures.figure_id,
    figures.article_id,
    figures.subset_of,
    figures.modality,
    figures.condition,
    figures.bound,
    figures.value,
    figures.low,
    figures.high,
    figures.start_char,
    figures.end_char,
    articles.published_at::date as day,
    classes.thing is not null as has_class,
    figures.thing in {{ things_of('tolls') }} as is_toll,
    coalesce(placed.place_id, countries.country_id) as measured_place,
    case when measured_place is null or classes.thing is null then memberships.story_id end as measured_story,
    to_json([
        figures.kind, figures.unit, figures.per, figures.direction, figures.thing, figures.subject
    ])::varchar as noun_key,
    conditions.condition as known_condition,
    list_filter(figures.qualifiers, lambda each: starts_with(each, 'iso:')) as nations, -- noqa: RF02
    to_json([
        noun_key,
        figures.condition,
        case when figures.modality = 'future' then 'planned' end,
        array_to_string(figures.qualifiers, ' '),
        measured_place,
        case when measured_story is not null then 'told' end
    ])::varchar as thing_key
from {{ ref('stg_figures') }} as figures
inner join placed on figures.figure_id = placed.figure_id
left join countries on figures.figure_id = countries.figure_id
inner join {{ ref('stg_articles') }} as articles on figures.article_id = articles.article_id
inner join {{ ref('int_memberships') }} as memberships on figures.article_id = memberships.article_id
left join classes on figures.thing = classes.thing
left join conditions on figures.condition = conditions.condition
where
    figures.thing is not null
    and not figures.negated
    and figures.kind in ('count', 'money', 'percent', 'measure', 'ratio')
    -- "plusieurs profils" measures nothing, nor do "de nombreux manifestants" of nowhere
    and (
        (classes.thing is not null and measured_place is not null)
        or figures.bound != 'vague'
        or figures.low >= {{ var('least_vague') }}
    )
