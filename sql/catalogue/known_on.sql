-- known_on(date)
-- What the warehouse could say at the end of a day: of each measure and claimant the latest claim that was first seen
-- by then, as it was carried by then. Claims of articles without a date are left out.
with latest as (
    select claims.*
    from {{ ref('claims') }} as claims
    where claims.first_seen < cast(date as date) + interval 1 day -- noqa: RF03
    qualify
        row_number() over (
            partition by claims.measure_id, claims.claimant_id
            order by claims.first_seen desc, claims.as_of_end desc, claims.claim_id desc
        ) = 1
),

carried as (
    select
        figures.claim_id,
        list_sort(list(distinct figures.text)) as wordings,
        coalesce(list_sort(list(distinct figures.publisher) filter (where figures.publisher is not null)), [])
            as publishers,
        count(distinct figures.article_id) as articles
    from {{ ref('figures') }} as figures
    inner join latest on figures.claim_id = latest.claim_id
    where figures.published_at < cast(date as date) + interval 1 day -- noqa: RF02
    group by figures.claim_id
)

select
    latest.claim_id,
    latest.measure_id,
    measures.label,
    latest.place_name,
    latest.claimant_id,
    latest.claimant,
    carried.wordings,
    latest.value,
    latest.holds_low,
    latest.holds_high,
    latest.unit,
    latest.as_of_start,
    latest.as_of_end,
    latest.first_seen,
    carried.articles,
    carried.publishers,
    latest.sentence,
    latest.figure_id,
    latest.story_id
from latest
inner join carried on latest.claim_id = carried.claim_id
inner join {{ ref('measures') }} as measures on latest.measure_id = measures.measure_id
order by measures.label asc, latest.measure_id asc, latest.first_seen asc, latest.claim_id asc
