-- One distinct text: the article that stands for it (its least id), how many carry it, and when; and how many passages
-- it has.
{{ config(materialized='incremental', incremental_strategy='delete+insert', unique_key='text_key') }}
select
    text_key,
    min(article_id) as article_id,
    count(*) as copies,
    min(published_at) as first_published,
    max(published_at) as last_published,
    bool_or(published_at is null) as undated,
    any_value(len(passages)) as passages
from {{ ref('int_touched_texts') }}
group by text_key
