-- One thing that came in and did not go on.
select
    reject_id,
    document_id,
    source_uri,
    record,
    stage,
    reason,
    detail,
    batch_id
from {{ source('landing', 'rejects') }}
