-- Documents that vanished, or went both ways: each has an article, or else a reject at stage normalise.
with articles as (
    select distinct document_id
    from {{ ref('stg_articles') }}
),

rejects as (
    select distinct document_id
    from {{ ref('stg_rejects') }}
    where stage = 'normalise'
)

select
    documents.document_id,
    documents.document_key,
    articles.document_id is not null as has_article,
    rejects.document_id is not null as is_rejected
from {{ ref('stg_documents') }} as documents
left join articles on documents.document_id = articles.document_id
left join rejects on documents.document_id = rejects.document_id
where (articles.document_id is null) = (rejects.document_id is null)
