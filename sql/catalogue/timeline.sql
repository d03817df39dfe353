-- timeline(words, place)
-- Claims about what has all of these words, in the order in which they were first seen; with a place, those that the
-- text sets there: by any name of the place, or in the country of that name. Null: any words, any place.
with {{ claims_about('words') }},

{{ claims_placed_in('place') }}

select claims.* -- noqa: AM04
from {{ ref('claims') }} as claims
inner join holding on claims.claim_id = holding.claim_id
where coalesce(place, '') = '' or claims.claim_id in (select placed.claim_id from placed) -- noqa: RF02
order by claims.first_seen asc nulls last, claims.as_of_start asc, claims.claim_id asc
