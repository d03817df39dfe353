-- One record as it came in: a file, or a line of JSON Lines.
select
    document_id,
    document_key,
    source_uri,
    record,
    media_type,
    encoding,
    raw,
    given,
    fetched_at at time zone 'UTC' as fetched_at,
    batch_id
from {{ source('landing', 'documents') }}
