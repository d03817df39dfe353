-- Grain: one calendar expression of one article.
select
    dates.article_id || ':' || dates.start_char || '-' || dates.end_char || ':date' as date_id,
    dates.article_id,
    dates.start_char,
    dates.end_char,
    dates.text,
    dates.first_day,
    dates.last_day,
    dates.precision,
    dates.anchor,
    dates.recurring,
    articles.published_at,
    articles.publisher,
    dates.batch_id
from {{ ref('stg_dates') }} as dates
inner join {{ ref('stg_articles') }} as articles on dates.article_id = articles.article_id
