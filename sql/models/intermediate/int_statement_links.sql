-- One statement: the mention that names its speaker (a person's name first where a person speaks, then the longest
-- overlap of spans, the earlier, the shorter). "Une chercheuse de Bruxelles" is not Bruxelles.
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
        and (statements.speaker_kind not in ('person', 'anonymous') or mentions.label in ('PERSON', 'ORG'))
inner join {{ ref('int_mention_entities') }} as entities
    on
        mentions.article_id = entities.article_id
        and mentions.start_char = entities.start_char
        and mentions.end_char = entities.end_char
qualify row_number() over (
    partition by statements.article_id, statements.start_char, statements.end_char, statements.cue_start
    order by
        statements.speaker_kind = 'person' and mentions.label = 'PERSON' desc,
        least(statements.speaker_end, mentions.end_char) - greatest(statements.speaker_start, mentions.start_char) desc,
        mentions.start_char asc,
        mentions.end_char asc
) = 1
