-- One piece of the way from raw bytes to clean text. The pieces tile the document's text in order.
select
    article_id,
    start_char,
    end_char,
    raw_start,
    raw_end,
    kind,
    label,
    batch_id
from {{ source('landing', 'article_spans') }}
