-- What near-copies share: hashes of the article's word windows.
select
    article_id,
    text_key,
    shingle_count,
    bands,
    passages,
    batch_id
from {{ source('landing', 'signatures') }}
