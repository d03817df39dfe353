-- Grain: one measure on one day on which somebody said a figure: what all say who said one in the week until then.
with spoken as (
    select
        claims.*,
        coalesce(claims.as_of_end, claims.first_seen::date) as day
    from {{ ref('claims') }} as claims
    where claims.state is distinct from 'earlier'
),

days as (
    select distinct
        measure_id,
        day
    from spoken
    where day is not null
),

latest as (
    select
        days.measure_id,
        days.day,
        spoken.claimant_id,
        spoken.claimant,
        spoken.wording,
        spoken.holds_low,
        spoken.holds_high,
        spoken.claim_id
    from days
    inner join spoken
        on
            days.measure_id = spoken.measure_id
            and spoken.day between days.day - {{ var('claim_gap_days') }} and days.day
    qualify row_number() over (
        partition by days.measure_id, days.day, spoken.claimant_id
        order by spoken.day desc, spoken.first_seen desc nulls last, spoken.claim_id desc
    ) = 1
),

ranges as (
    select
        measure_id,
        day,
        count(*) as claimants,
        case when bool_and(holds_low is not null) then min(holds_low) end as low,
        case when bool_and(holds_high is not null) then max(holds_high) end as high,
        max(holds_low) as inner_low,
        min(holds_high) as inner_high,
        list({
            'claimant_id': claimant_id,
            'claimant': claimant,
            'wording': wording,
            'low': holds_low,
            'high': holds_high,
            'claim_id': claim_id
        } order by claimant_id) as latest
    from latest
    group by measure_id, day
)

select
    ranges.measure_id || ':' || ranges.day as consensus_id,
    ranges.measure_id,
    ranges.day,
    ranges.claimants,
    ranges.low,
    ranges.high,
    case when coalesce(ranges.inner_low <= ranges.inner_high, true) then ranges.inner_low end as agreed_low,
    case when coalesce(ranges.inner_low <= ranges.inner_high, true) then ranges.inner_high end as agreed_high,
    ranges.latest,
    measures.label,
    measures.place_name,
    measures.story_id
from ranges
inner join {{ ref('measures') }} as measures on ranges.measure_id = measures.measure_id
