-- known_on(date)
-- What the warehouse could say at the end of a day: of each measure and claimant the latest claim that was first seen
-- by then, as it was carried by then. Claims of articles without a date are left out.
with carried as (
    select
        claimed.claim_id,
        list_sort(list_distinct(list(figures.text))) as wordings,
        coalesce(list_sort(list_distinct(list(figures.publisher) filter (where figures.publisher is not null))), [])
            as publishers,
        count(distinct figures.article_id) as articles
    from
        (
            select
                claim_id,
                unnest(figure_ids) as figure_id
            from {{ ref('claims') }}
        ) as claimed
    inner join {{ ref('figures') }} as figures on claimed.figure_id = figures.figure_id
    where figures.published_at < cast(date as date) + interval 1 day -- noqa: RF02
    group by claimed.claim_id
)

select
    claims.claim_id,
    claims.measure_id,
    measures.label,
    claims.place_name,
    claims.claimant_id,
    claims.claimant,
    carried.wordings,
    claims.value,
    claims.holds_low,
    claims.holds_high,
    claims.unit,
    claims.as_of_start,
    claims.as_of_end,
    claims.first_seen,
    carried.articles,
    carried.publishers,
    claims.sentence,
    claims.figure_id,
    claims.story_id
from {{ ref('claims') }} as claims
inner join {{ ref('measures') }} as measures on claims.measure_id = measures.measure_id
inner join carried on claims.claim_id = carried.claim_id
where claims.first_seen < cast(date as date) + interval 1 day -- noqa: RF02
qualify
    row_number() over (
        partition by claims.measure_id, claims.claimant_id
        order by claims.first_seen desc, claims.as_of_end desc, claims.claim_id desc
    ) = 1
order by measures.label asc, claims.measure_id asc, claims.first_seen asc, claims.claim_id asc
