-- One calendar expression.
select
    article_id,
    start_char,
    end_char,
    text,
    first_day,
    last_day,
    precision,
    anchor,
    recurring,
    batch_id
from {{ source('landing', 'dates') }}
