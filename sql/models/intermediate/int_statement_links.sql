-- One statement: the mention that names its speaker.
with speakers as (
    {{ speakers(ref('stg_statements'), ['article_id', 'start_char', 'end_char', 'cue_start'], 'speaker', 'speaker') }}
)

select
    article_id,
    start_char,
    end_char,
    cue_start,
    entity_id as speaker_entity_id,
    name as speaker_name,
    actor_id as speaker_actor_id
from speakers
