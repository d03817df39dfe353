-- One person's id that is another's: the end of its chain of variants. Each step goes to a name of more articles, so
-- a chain ends.
with recursive chain as (
    select
        entity_id,
        into_id,
        rule,
        score,
        1 as steps
    from {{ ref('int_person_pairs') }}
    union all
    select
        chain.entity_id,
        pairs.into_id,
        chain.rule,
        least(chain.score, pairs.score) as score,
        chain.steps + 1 as steps
    from chain
    inner join {{ ref('int_person_pairs') }} as pairs on chain.into_id = pairs.entity_id
)

select
    entity_id,
    into_id,
    rule,
    score
from chain
qualify row_number() over (partition by entity_id order by steps desc) = 1
