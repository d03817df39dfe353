-- One text in one slot of a bucket in which a text stands whose pairs are to be found.
with stirred as (
    select text_key
    from {{ ref('int_moved_texts') }}
    except
    select text_key
    from {{ ref('int_touched_texts') }}
),

theirs as materialized (
    select
        buckets.bucket,
        buckets.text_key,
        buckets.slot
    from {{ ref('int_buckets') }} as buckets
    semi join stirred on buckets.text_key = stirred.text_key
),

{{ reached('stirred', 'theirs', ref('int_buckets')) }}

select
    bucket,
    text_key,
    slot
from {{ ref('int_reached') }}
union all
select
    reached.bucket,
    reached.text_key,
    reached.slot
from reached
anti join {{ ref('int_reached') }} as met
    on reached.bucket = met.bucket and reached.text_key = met.text_key and reached.slot is not distinct from met.slot
