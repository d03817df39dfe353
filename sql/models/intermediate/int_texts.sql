-- One distinct text: the article that stands for it (its least id), how many carry it, and when.
select
    signatures.text_key,
    min(signatures.article_id) as article_id,
    count(*) as copies,
    min(articles.published_at) as first_published,
    max(articles.published_at) as last_published,
    bool_or(articles.published_at is null) as undated
from {{ ref('stg_signatures') }} as signatures
inner join {{ ref('stg_articles') }} as articles on signatures.article_id = articles.article_id
where signatures.shingle_count > 0 -- a text without words is no copy of another
group by signatures.text_key
