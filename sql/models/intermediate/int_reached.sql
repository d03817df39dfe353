-- One text in one slot of a bucket that a touched text and another one have, no further away than the window: macro
-- reached says which. Met are the buckets that the last build left, and those of the touched texts.
{% set archive = last_built('int_buckets') or none_of(ref('int_touched_buckets')) %}
with {{ reached(ref('int_touched_texts'), ref('int_touched_buckets'), archive) }}

select
    bucket,
    text_key,
    slot
from reached
