-- One run of the main flow: records_read = records_landed + records_known + records_rejected.
select
    run_id,
    started_at at time zone 'UTC' as started_at,
    ended_at at time zone 'UTC' as ended_at,
    sources,
    code_version,
    records_read,
    records_landed,
    records_known,
    records_rejected,
    articles_landed,
    articles_rejected,
    figures_landed,
    batches,
    batch_id
from {{ source('landing', 'runs') }}
