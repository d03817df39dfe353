-- One article: how many words, sentences, figures and mentions it has.
with sentences as (
    select
        article_id,
        count(*) as sentences
    from {{ ref('stg_sentences') }}
    group by article_id
),

figures as (
    select
        article_id,
        count(*) as figures
    from {{ ref('stg_figures') }}
    group by article_id
),

mentions as (
    select
        article_id,
        count(*) as mentions
    from {{ ref('stg_mentions') }}
    group by article_id
)

select
    articles.article_id,
    len(regexp_extract_all(articles.text, '[\p{L}\p{N}_]+')) as words,
    coalesce(sentences.sentences, 0) as sentences,
    coalesce(figures.figures, 0) as figures,
    coalesce(mentions.mentions, 0) as mentions
from {{ ref('stg_articles') }} as articles
left join sentences on articles.article_id = sentences.article_id
left join figures on articles.article_id = figures.article_id
left join mentions on articles.article_id = mentions.article_id
