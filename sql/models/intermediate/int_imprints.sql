-- One article: who published it (as named, else the host of its address), on which page, under which headline; folded.
{{ remembered('stg_articles', ['article_id']) }}
with hosts as (
    select
        articles.article_id,
        articles.item,
        articles.title,
        articles.published_at,
        articles.publisher,
        documents.document_key,
        nullif(regexp_extract(lower(articles.url), '^[a-z]+://(?:www\.)?([^/?#:]+)', 1), '') as host,
        -- http or https, a fragment, a final slash and the marks of a campaign make no other page
        regexp_replace(
            regexp_replace(articles.url, '^[a-zA-Z]+://(?:www\.)?|#.*$|[?&](?:utm_|xtor=|fbclid=).*$', '', 'g'),
            '/$',
            ''
        ) as address
    from {{ unseen('stg_articles', ['article_id']) }} as unseen
    inner join {{ ref('stg_articles') }} as articles on unseen.article_id = articles.article_id
    inner join {{ ref('stg_documents') }} as documents on articles.document_id = documents.document_id
)

select
    article_id,
    document_key,
    item,
    published_at,
    coalesce(nullif({{ slug('publisher') }}, ''), host) as house,
    coalesce(publisher, host) as house_name,
    coalesce(address, document_key) || '#' || item as page,
    nullif({{ slug('title') }}, '') as headline
from hosts
