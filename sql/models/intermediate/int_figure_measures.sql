-- One figure that measures something: the measure, and the interval that it asserts. A part is not its whole.
-- What is told alike is of the place where most of its numbers stand that stand anywhere, if enough do; else only they
-- are.
-- "About" is within {{ var('about_share') }}; 11 000 are "des milliers" too, until it is "des dizaines de milliers".
with told as (
    select
        things.*,
        case
            when things.measured_story is not null then coalesce(contexts.least_figure_id, things.figure_id)
        end as told_id
    from {{ ref('int_figure_things') }} as things
    left join {{ ref('int_figure_contexts') }} as contexts on things.figure_id = contexts.figure_id
),

votes as (
    select
        told_id,
        likely_place,
        any_value(likely_key order by figure_id) as likely_key,
        count(*) as figures,
        sum(count(*)) over (partition by told_id) as all_figures,
        sum(case when likely_place is not null then count(*) end) over (partition by told_id) as placed
    from told
    where told_id is not null
    group by told_id, likely_place
),

likely as (
    select
        told_id,
        likely_key
    from votes
    where
        likely_place is not null
        and figures >= {{ var('likely_votes') }} * placed
        and figures >= {{ var('likely_share') }} * all_figures
),

keyed as (
    select
        told.*,
        case
            when told.told_id is null then told.thing_key else coalesce(likely.likely_key, told.likely_key)
        end as place_key,
        [place_key, case when place_key is null then told.told_id end] as parts
    from told
    left join likely on told.told_id = likely.told_id
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
    case when place_key is null then measured_story end as story_id,
    case
        when modality = 'future' then 'planned'
        when condition = 'earlier' then condition
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
