-- One sentence that names days: how many, so that numbers of several days are not set against each other,
-- and how many are not about that of publication.
select
    dates.article_id,
    sentences.sentence as sentence_number,
    count(*) as dates,
    count(*) filter (
        dates.first_day is null
        or abs(dates.first_day - articles.published_at::date) > {{ var('same_time_days') }}
    ) as far_dates
from {{ ref('stg_dates') }} as dates
asof inner join {{ ref('stg_sentences') }} as sentences
    on dates.article_id = sentences.article_id and dates.start_char >= sentences.start_char
inner join {{ ref('stg_articles') }} as articles on dates.article_id = articles.article_id
where dates.start_char < sentences.end_char
group by dates.article_id, sentences.sentence
