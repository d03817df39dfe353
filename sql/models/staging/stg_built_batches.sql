-- One batch that the last build held.
select batch_id
from {{ source('landing', 'built_batches') }}
