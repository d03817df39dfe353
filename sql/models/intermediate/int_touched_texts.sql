-- One article of a text that an article has which landed since the last build, or was there before (is_new is false).
-- A text without words is no copy of another.
with signed as (
    select
        signatures.article_id,
        signatures.text_key,
        signatures.shingle_count,
        signatures.bands,
        signatures.passages,
        built.batch_id is null as is_new
    from {{ ref('stg_signatures') }} as signatures
    left join {{ ref('stg_built_batches') }} as built on signatures.batch_id = built.batch_id
    where signatures.shingle_count > 0
),

touched as (
    select distinct text_key
    from signed
    where is_new
)

select
    signed.article_id,
    signed.text_key,
    signed.shingle_count,
    signed.bands,
    signed.passages,
    signed.is_new,
    articles.published_at,
    {{ slot_of('articles.published_at') }} as slot
from signed
inner join touched on signed.text_key = touched.text_key
inner join {{ ref('stg_articles') }} as articles on signed.article_id = articles.article_id
