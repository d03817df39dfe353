-- Grain: one step of one claimant's figure on one measure: what she said before, and what she says since.
with told as (
    select
        claims.*,
        case when starts_with(claims.claimant_id, 'words:') then claims.story_id end as scope
    from {{ ref('claims') }} as claims
    where
        claims.first_seen is not null
        and claims.claimant_kind != 'article'
        and claims.state is distinct from 'earlier'
),

steps as (
    select
        told as later,
        lag(told) over (
            partition by measure_id, claimant_id, scope
            order by first_seen, as_of_end, as_of_start, claim_id
        ) as earlier
    from told
)

select
    steps.earlier.claim_id || '>' || steps.later.claim_id as revision_id,
    steps.later.measure_id,
    steps.later.claimant_id,
    steps.later.claimant,
    steps.earlier.claim_id as claim_before,
    steps.later.claim_id as claim_after,
    steps.earlier.wording as wording_before,
    steps.later.wording as wording_after,
    steps.earlier.value as value_before,
    steps.later.value as value_after,
    steps.later.value - steps.earlier.value as change,
    steps.earlier.first_seen as known_before,
    steps.later.first_seen as known_at,
    steps.later.as_of_start,
    steps.later.as_of_end,
    steps.later.as_of_start <= steps.earlier.as_of_end + {{ var('same_time_days') }}
    and steps.earlier.as_of_start <= steps.later.as_of_end + {{ var('same_time_days') }} as same_time,
    steps.earlier.figure_id as figure_before,
    steps.later.figure_id as figure_after,
    steps.earlier.sentence as sentence_before,
    steps.later.sentence as sentence_after,
    measures.label,
    measures.place_name,
    steps.later.story_id
from steps
inner join {{ ref('measures') }} as measures on steps.later.measure_id = measures.measure_id
where
    steps.earlier.claim_id is not null
    -- in one breath she says two things, and corrects none
    and steps.earlier.first_seen < steps.later.first_seen
    and steps.later.first_seen <= steps.earlier.last_seen + to_days({{ var('stale_days') }})
