-- One thing said by someone.
select
    article_id,
    start_char,
    end_char,
    cue_start,
    cue_end,
    cue,
    speaker,
    speaker_start,
    speaker_end,
    speaker_entity_id,
    speaker_kind,
    style,
    relayed_by,
    batch_id
from {{ source('landing', 'statements') }}
