-- Grain: one article, that is one version of one page or record.
select
    articles.article_id,
    articles.document_id,
    versions.document_key,
    articles.item,
    versions.version_of,
    memberships.copy_group,
    origins.kept_article_id,
    origins.origin,
    origins.source,
    memberships.story_id,
    articles.title,
    articles.text,
    articles.language,
    articles.language_confidence,
    articles.published_at,
    articles.published_precision,
    articles.publisher,
    articles.agency,
    articles.dateline,
    articles.authors,
    articles.url,
    articles.char_count,
    counts.words,
    counts.sentences,
    counts.figures,
    counts.mentions,
    articles.batch_id
from {{ ref('stg_articles') }} as articles
inner join {{ ref('int_versions') }} as versions on articles.article_id = versions.article_id
inner join {{ ref('int_memberships') }} as memberships on articles.article_id = memberships.article_id
inner join {{ ref('int_article_counts') }} as counts on articles.article_id = counts.article_id
inner join {{ ref('int_origins') }} as origins on articles.article_id = origins.article_id
