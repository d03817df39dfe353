-- One statement: the mention that names its speaker (longest overlap of spans, then the earlier, then the shorter).
select
    statements.article_id,
    statements.start_char,
    statements.end_char,
    statements.cue_start,
    entities.entity_id as speaker_entity_id,
    entities.name as speaker_name,
    mentions.actor_id as speaker_actor_id
from {{ ref('stg_statements') }} as statements
inner join {{ ref('stg_mentions') }} as mentions
    on
        statements.article_id = mentions.article_id
        and statements.speaker_start < mentions.end_char
        and statements.speaker_end > mentions.start_char
inner join {{ ref('int_mention_entities') }} as entities
    on
        mentions.article_id = entities.article_id
        and mentions.start_char = entities.start_char
        and mentions.end_char = entities.end_char
qualify row_number() over (
    partition by statements.article_id, statements.start_char, statements.end_char, statements.cue_start
    order by
        least(statements.speaker_end, mentions.end_char) - greatest(statements.speaker_start, mentions.start_char) desc,
        mentions.start_char asc,
        mentions.end_char asc
) = 1
