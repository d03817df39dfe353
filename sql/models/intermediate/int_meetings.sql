-- One text in one cell of a bucket in which a text stands whose pairs are to be found: macro cells says what a cell is.
{% set stirred %}(
    select text_key
    from {{ ref('int_moved_texts') }}
    except
    select text_key
    from {{ ref('int_touched_texts') }}
){% endset %}
{% set buckets %}(
    select buckets.bucket
    from {{ ref('int_buckets') }} as buckets
    semi join {{ stirred }} as stirred on buckets.text_key = stirred.text_key
){% endset %}
{{ reached(stirred, buckets) }},

all_reached as (
    select
        bucket,
        text_key,
        slot
    from {{ ref('int_reached') }}
    union all
    select
        bucket,
        text_key,
        slot
    from reached
),

{{ cells('all_reached') }}

select
    bucket,
    cell,
    text_key
from cells
