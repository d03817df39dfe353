-- Grain: one pair of claims of two claimants on one measure in one story that cannot both be true of one time, or that
-- say one point with another bound.
select
    contrasts.claim_a || ':' || contrasts.claim_b as disagreement_id,
    contrasts.measure_id,
    case
        when contrasts.gap = 0 then 'bound'
        when contrasts.days_apart > {{ var('same_time_days') }} or contrasts.hours_apart or contrasts.has_grown
            then 'stale'
        else 'conflict'
    end as relation,
    contrasts.evidence,
    contrasts.claim_a,
    contrasts.claim_b,
    a.claimant_id as claimant_id_a,
    b.claimant_id as claimant_id_b,
    a.claimant as claimant_a,
    b.claimant as claimant_b,
    a.wording as wording_a,
    b.wording as wording_b,
    a.holds_low as holds_low_a,
    a.holds_high as holds_high_a,
    b.holds_low as holds_low_b,
    b.holds_high as holds_high_b,
    contrasts.gap,
    round(contrasts.ratio, 6) as ratio,
    contrasts.as_of_start,
    contrasts.as_of_end,
    a.first_seen as first_seen_a,
    b.first_seen as first_seen_b,
    a.sentence as sentence_a,
    b.sentence as sentence_b,
    a.figure_id as figure_a,
    b.figure_id as figure_b,
    a.publishers as publishers_a,
    b.publishers as publishers_b,
    a.counted,
    measures.place_name,
    measures.label,
    contrasts.story_id
from {{ ref('int_contrasts') }} as contrasts
inner join {{ ref('claims') }} as a on contrasts.claim_a = a.claim_id
inner join {{ ref('claims') }} as b on contrasts.claim_b = b.claim_id
inner join {{ ref('measures') }} as measures on contrasts.measure_id = measures.measure_id
