-- One figure: the sentence that its numeral stands in, and where in the text that begins.
{{ remembered('stg_figures', ['article_id']) }}
with unseen as (
    select article_id
    from {{ unseen('stg_figures', ['article_id']) }}
),

holding as (
    select
        figures.figure_id,
        figures.article_id,
        sentences.sentence,
        sentences.start_char,
        sentences.end_char
    from unseen
    inner join {{ ref('stg_figures') }} as figures on unseen.article_id = figures.article_id
    asof inner join {{ ref('stg_sentences') }} as sentences
        on figures.article_id = sentences.article_id and figures.num_start >= sentences.start_char
    where figures.num_start < sentences.end_char
),

spans as (
    select distinct
        article_id,
        sentence,
        start_char,
        end_char
    from holding
),

texts as (
    select
        spans.article_id,
        spans.sentence,
        substring(articles.text, spans.start_char + 1, spans.end_char - spans.start_char) as text
    from spans
    inner join {{ ref('stg_articles') }} as articles on spans.article_id = articles.article_id
)

select
    holding.figure_id,
    holding.article_id,
    holding.sentence as sentence_number,
    holding.start_char as sentence_start,
    texts.text as sentence
from holding
inner join texts on holding.article_id = texts.article_id and holding.sentence = texts.sentence
