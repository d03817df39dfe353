-- Grain: one place in an article where a line stands that its publisher repeats.
select
    lines.article_id || '/' || lines.start_char || '-' || lines.end_char as span_id,
    lines.article_id,
    lines.start_char,
    lines.end_char,
    substring(articles.text, lines.start_char + 1, lines.end_char - lines.start_char) as text,
    md5(learnt.house || chr(10) || learnt.line) as boilerplate_id
from {{ ref('int_lines') }} as lines
inner join {{ ref('int_boilerplate') }} as learnt on lines.line_key = learnt.line_key
inner join {{ ref('stg_articles') }} as articles on lines.article_id = articles.article_id
