-- Grain: one id that stands for another entity, with the reason.
select
    entity_id,
    into_id,
    rule,
    score,
    reason
from {{ ref('int_entity_merges') }}
