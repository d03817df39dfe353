-- One sentence. Spans never overlap and leave out only white space between them.
select
    article_id,
    sentence,
    paragraph,
    start_char,
    end_char,
    batch_id
from {{ source('landing', 'sentences') }}
