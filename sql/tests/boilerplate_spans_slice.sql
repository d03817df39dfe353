-- Lines whose span in the article is not a line of it.
select
    spans.span_id,
    spans.text
from {{ ref('boilerplate_spans') }} as spans
inner join {{ ref('stg_articles') }} as articles on spans.article_id = articles.article_id
where
    substring(articles.text, spans.start_char + 1, spans.end_char - spans.start_char) != spans.text
    or contains(spans.text, chr(10))
    or (spans.start_char > 0 and substring(articles.text, spans.start_char, 1) != chr(10))
