-- One row: one claim that meets what `recoupe figures` was asked, in the order in which they were first seen.
with {{ claims_about(words) }},

{{ claims_placed_in(place) }}

select
    claims.claimant,
    claims.claimant_kind,
    claims.value,
    claims.low,
    claims.high,
    claims.bound,
    claims.unit,
    coalesce(claims.counted, measures.label) as counted,
    claims.state,
    coalesce(claims.place_name, claims.place) as place,
    claims.as_of_end as as_of,
    claims.first_seen as published,
    claims.publishers,
    claims.independent_sources,
    claims.figure_id,
    claims.claim_id,
    claims.measure_id,
    claims.wordings,
    claims.as_of_start,
    claims.as_of_stated,
    claims.sentence
from {{ ref('claims') }} as claims
inner join holding on claims.claim_id = holding.claim_id
inner join {{ ref('measures') }} as measures on claims.measure_id = measures.measure_id
where
    (
        {{ place }} is null
        or claims.claim_id in (select placed.claim_id from placed)
        or ({{ include_unplaced }} and claims.place is null and claims.place_id is null)
    )
    and (
        claims.claimant_id = {{ claimant }}
        or {{ has_words(
            folded("concat_ws(' ', claims.claimant, array_to_string(claims.claimant_words, ' '))"), claimant
        ) }}
    )
    and ({{ first_day }} is null or claims.first_seen >= cast({{ first_day }} as date))
    and ({{ last_day }} is null or claims.first_seen < cast({{ last_day }} as date) + interval 1 day)
    and ({{ story }} is null or claims.story_id = story_of({{ story }}))
order by claims.first_seen asc nulls last, claims.as_of_start asc, claims.claim_id asc
