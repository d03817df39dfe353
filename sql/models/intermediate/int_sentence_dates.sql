-- One sentence that names days: how many, so that numbers of several days are not set against each other.
select
    dates.article_id,
    sentences.sentence as sentence_number,
    count(*) as dates
from {{ ref('stg_dates') }} as dates
asof inner join {{ ref('stg_sentences') }} as sentences
    on dates.article_id = sentences.article_id and dates.start_char >= sentences.start_char
where dates.start_char < sentences.end_char
group by dates.article_id, sentences.sentence
