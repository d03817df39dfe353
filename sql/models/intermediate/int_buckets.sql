-- One bucket of a distinct text in one slot of time in which it was published, of as many days as the window has; the
-- slot of an undated one is null. A bucket is a band (even) or a passage (odd).
{{ config(materialized='incremental', incremental_strategy='append') }}
with slots as (
    select
        text_key,
        slot,
        any_value(bands) as bands,
        any_value(passages) as passages
    from {{ ref('int_touched_texts') }}
    group by text_key, slot
    having bool_and(is_new)
),

spread as (
    select
        unnest({{ bucket_of('bands') }}) as bucket,
        text_key,
        slot
    from slots
    union all
    select
        unnest({{ bucket_of('passages') }}) as bucket,
        text_key,
        slot
    from slots
)

select
    bucket,
    text_key,
    slot
from spread
