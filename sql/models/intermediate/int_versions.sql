-- One article: the version before it, where its document came in before with other bytes.
-- The order is that of publication, then of ids, never that of landing; an undated version counts as the oldest.
select
    articles.article_id,
    documents.document_key,
    articles.item,
    lag(articles.article_id) over (
        partition by documents.document_key, articles.item
        order by articles.published_at asc nulls first, articles.article_id asc
    ) as version_of
from {{ ref('stg_articles') }} as articles
inner join {{ ref('stg_documents') }} as documents on articles.document_id = documents.document_id
