-- One bucket that a touched text has in a slot of time; is_new is false where the text was there before. Of the
-- articles that have a text in a slot one gives its keys: they are alike. A bucket is a band (even) or a passage (odd).
with slots as (
    select
        min(article_id) as article_id,
        bool_and(is_new) as is_new
    from {{ ref('int_touched_texts') }}
    group by text_key, slot
),

signed as (
    select
        touched.bands,
        touched.passages,
        touched.text_key,
        touched.slot,
        slots.is_new
    from {{ ref('int_touched_texts') }} as touched
    inner join slots on touched.article_id = slots.article_id
)

select
    unnest({{ bucket_of('bands') }}) as bucket,
    text_key,
    slot,
    is_new
from signed
union all
select
    unnest({{ bucket_of('passages') }}) as bucket,
    text_key,
    slot,
    is_new
from signed
