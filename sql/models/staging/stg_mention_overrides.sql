-- One mention that the user links, or unlinks: warehouse/overrides/mentions.csv.
select
    article_id,
    cast(start_char as bigint) as start_char,
    cast(end_char as bigint) as end_char,
    entity_id
from {{ source('landing', 'mention_overrides') }}
