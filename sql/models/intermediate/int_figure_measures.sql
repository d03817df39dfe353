-- One figure that measures something: the measure, and the interval that it asserts. A part is not its whole.
-- "About" is within {{ var('about_share') }}; 11 000 are "des milliers" too, until it is "des dizaines de milliers".
with keyed as (
    select
        things.*,
        [
            case when things.measured_story is null then things.thing_key end,
            case when things.measured_story is not null then coalesce(contexts.least_figure_id, things.figure_id) end
        ] as parts
    from {{ ref('int_figure_things') }} as things
    left join {{ ref('int_figure_contexts') }} as contexts on things.figure_id = contexts.figure_id
),

apart as (
    select
        keyed.*,
        keyed.parts = wholes.parts as is_part
    from keyed
    left join keyed as wholes on keyed.subset_of = wholes.figure_id
)

select
    figure_id,
    article_id,
    'm:' || left(md5(to_json([parts, [case when is_part then 'part' end]])::varchar), 16) as measure_id,
    measured_place as place_id,
    measured_story as story_id,
    case
        when modality = 'future' then 'planned'
        when is_part then 'part'
        else condition
    end as state,
    case
        when bound in ('exact', 'between', 'vague', 'at_least', 'more_than') then low
        when bound = 'about' then round(value * (1 - {{ var('about_share') }}), 9)
    end as holds_low,
    case
        when bound in ('exact', 'between', 'at_most', 'less_than') then high
        when bound = 'vague' then (high + 1) * 2 - 1
        when bound = 'about' then round(value * (1 + {{ var('about_share') }}), 9)
    end as holds_high,
    -- about and exact are one point, as are the two ways to say each limit
    case
        when bound in ('exact', 'about') then to_json(['point', value::varchar])
        when bound in ('at_least', 'more_than') then to_json(['from', low::varchar])
        when bound in ('at_most', 'less_than') then to_json(['to', high::varchar])
        else to_json(['between', low::varchar, high::varchar])
    end::varchar as point
from apart
