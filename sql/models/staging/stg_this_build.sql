-- One row: which build this is.
select
    build_id,
    landed_until
from {{ source('landing', 'this_build') }}
