-- One text in one slot of a bucket that a touched text and another one have, no further away than the window:
-- macro reached says which.
{% set buckets %}(
    select unnest({{ bucket_of('bands') }}) as bucket
    from {{ ref('int_touched_texts') }}
    union all
    select unnest({{ bucket_of('passages') }}) as bucket
    from {{ ref('int_touched_texts') }}
){% endset %}
{{ reached(ref('int_touched_texts'), buckets) }}

select
    bucket,
    text_key,
    slot
from reached
