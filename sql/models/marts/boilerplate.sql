-- Grain: one line of one publisher that it repeats across its articles.
select
    md5(learnt.house || chr(10) || learnt.line) as boilerplate_id,
    min(imprints.house_name) as publisher,
    learnt.line,
    learnt.articles,
    learnt.texts,
    min(articles.published_at) as first_seen,
    max(articles.published_at) as last_seen
from {{ ref('int_boilerplate') }} as learnt
inner join {{ ref('int_lines') }} as lines on learnt.line_key = lines.line_key
inner join {{ ref('stg_articles') }} as articles on lines.article_id = articles.article_id
inner join {{ ref('int_imprints') }} as imprints on lines.article_id = imprints.article_id
group by learnt.house, learnt.line, learnt.articles, learnt.texts
