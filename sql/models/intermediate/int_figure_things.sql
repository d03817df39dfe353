-- One figure that measures something another article may measure too: what and where. What is planned is not what is.
-- What has a class and a place is one thing wherever it is told, what befell people is one thing in a story, and all
-- else is one thing in sentences alike (`is_told`): "personnes", "deux banques", the protesters of nowhere.
with happenings as (
    select distinct category as thing
    from {{ ref('categories') }}
    where category not in (select nouns.noun from {{ ref('nouns') }} as nouns)
),

classes as (
    select thing
    from happenings
    union
    select noun as thing
    from {{ ref('nouns') }}
    where noun != 'people'
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
    coalesce(links.place_id, figures.place_key) as measured_place,
    case
        when measured_place is null or (classes.thing is null and figures.condition is null) then memberships.story_id
    end as measured_story,
    measured_story is not null and figures.thing not in (select happenings.thing from happenings) as is_told,
    to_json([
        figures.kind, figures.unit, figures.per, figures.direction, figures.thing, figures.subject,
        case when figures.modality = 'future' then 'planned' else figures.condition end,
        array_to_string(figures.qualifiers, ' '), measured_place, measured_story
    ])::varchar as thing_key
from {{ ref('stg_figures') }} as figures
inner join {{ ref('int_figure_links') }} as links on figures.figure_id = links.figure_id
inner join {{ ref('int_memberships') }} as memberships on figures.article_id = memberships.article_id
left join classes on figures.thing = classes.thing
where
    figures.thing is not null
    and not figures.negated
    and figures.kind in ('count', 'money', 'percent', 'measure', 'ratio')
    -- "plusieurs profils" measures nothing
    and (classes.thing is not null or figures.bound != 'vague' or figures.low >= {{ var('least_vague') }})
