-- Runs whose records do not add up: read = landed + already known + rejected.
select
    run_id,
    records_read,
    records_landed,
    records_known,
    records_rejected
from {{ ref('stg_runs') }}
where records_read != records_landed + records_known + records_rejected
