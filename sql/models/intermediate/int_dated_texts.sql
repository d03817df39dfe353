-- One article that has words: its text, how many windows of 5 words that has, and when it was published.
{{ config(materialized='incremental', incremental_strategy='append') }}
select
    article_id,
    text_key,
    shingle_count,
    published_at
from {{ ref('int_touched_texts') }}
where is_new
