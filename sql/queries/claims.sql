-- One row: one claim that goes by this id, or whose measure or disagreement does, in the order of first publication.
select
    claims.claim_id,
    claims.claimant,
    claims.wordings,
    coalesce(claims.counted, measures.label) as counted,
    claims.state,
    claims.place_name,
    claims.articles,
    claims.independent_sources,
    claims.figure_ids
from {{ ref('claims') }} as claims
inner join {{ ref('measures') }} as measures on claims.measure_id = measures.measure_id
where
    {{ id }} in (claims.claim_id, claims.measure_id)
    or claims.claim_id in (
        select unnest([disagreements.claim_a, disagreements.claim_b])
        from {{ ref('disagreements') }} as disagreements
        where disagreements.disagreement_id = {{ id }}
    )
order by claims.first_seen asc nulls last, claims.claim_id asc
