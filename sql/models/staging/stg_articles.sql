-- One article, cleaned. Its text is what every offset of the other tables counts in.
select
    article_id,
    document_id,
    item,
    title,
    text,
    language,
    language_confidence,
    published_at at time zone 'UTC' as published_at,
    published_precision,
    publisher,
    agency,
    dateline,
    authors,
    url,
    char_count,
    batch_id
from {{ source('landing', 'articles') }}
