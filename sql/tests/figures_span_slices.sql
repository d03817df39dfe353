-- Figures whose span in the article is not the text that they claim.
select
    figures.figure_id,
    figures.text,
    substring(articles.text, figures.start_char + 1, figures.end_char - figures.start_char) as found
from {{ ref('figures') }} as figures
inner join {{ ref('stg_articles') }} as articles on figures.article_id = articles.article_id
where substring(articles.text, figures.start_char + 1, figures.end_char - figures.start_char) != figures.text
