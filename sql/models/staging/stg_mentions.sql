-- One entity named in the text.
select
    article_id,
    start_char,
    end_char,
    text,
    label,
    entity_id,
    name,
    country,
    actor_id,
    engine,
    link_rule,
    link_score,
    local_entity_id,
    name_tokens,
    name_symbols,
    batch_id
from {{ source('landing', 'mentions') }}
