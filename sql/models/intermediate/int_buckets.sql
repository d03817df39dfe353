-- One bucket of a distinct text in one slot of time in which it was published, of as many days as the window has; the
-- slot of an undated one is null. Built behind int_reached, which reads what the last build left here.
{% do ref('int_reached') %}
{{ config(materialized='incremental', incremental_strategy='append') }}
select
    bucket,
    text_key,
    slot
from {{ ref('int_touched_buckets') }}
where is_new
