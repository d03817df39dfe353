-- One article: how many words, sentences, figures and mentions it has.
{{ remembered('stg_articles', ['article_id']) }}
with unseen as (
    select article_id
    from {{ unseen('stg_articles', ['article_id']) }}
),

sentences as (
    select
        sentences.article_id,
        count(*) as sentences
    from {{ ref('stg_sentences') }} as sentences
    inner join unseen on sentences.article_id = unseen.article_id
    group by sentences.article_id
),

figures as (
    select
        figures.article_id,
        count(*) as figures
    from {{ ref('stg_figures') }} as figures
    inner join unseen on figures.article_id = unseen.article_id
    group by figures.article_id
),

mentions as (
    select
        mentions.article_id,
        count(*) as mentions
    from {{ ref('stg_mentions') }} as mentions
    inner join unseen on mentions.article_id = unseen.article_id
    group by mentions.article_id
)

select
    articles.article_id,
    len(regexp_extract_all(articles.text, '[\p{L}\p{N}_]+')) as words,
    coalesce(sentences.sentences, 0) as sentences,
    coalesce(figures.figures, 0) as figures,
    coalesce(mentions.mentions, 0) as mentions
from unseen
inner join {{ ref('stg_articles') }} as articles on unseen.article_id = articles.article_id
left join sentences on articles.article_id = sentences.article_id
left join figures on articles.article_id = figures.article_id
left join mentions on articles.article_id = mentions.article_id
