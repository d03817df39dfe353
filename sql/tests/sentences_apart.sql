-- Sentences that overlap the next one, or reach out of their article.
with placed as (
    select
        sentences.article_id,
        sentences.sentence,
        sentences.start_char,
        sentences.end_char,
        articles.char_count,
        lead(sentences.start_char, 1, articles.char_count) over (
            partition by sentences.article_id order by sentences.sentence
        ) as next_start
    from {{ ref('stg_sentences') }} as sentences
    inner join {{ ref('stg_articles') }} as articles on sentences.article_id = articles.article_id
)

select
    article_id,
    sentence,
    start_char,
    end_char,
    next_start
from placed
where start_char < 0 or end_char <= start_char or end_char > next_start
