-- Grain: one figure, with the words that search finds it by.
select
    figures.figure_id,
    {{ folded("concat_ws(
        ' ', figures.text, figures.counted, figures.category, figures.state, figures.unit, figures.source,
        links.source_name, figures.relayed_by, figures.place, links.place_name
    )") }} as named,
    {{ folded("concat_ws(' ', sentences.sentence, articles.title)") }} as told
from {{ ref('stg_figures') }} as figures
inner join {{ ref('stg_articles') }} as articles on figures.article_id = articles.article_id
inner join {{ ref('int_figure_links') }} as links on figures.figure_id = links.figure_id
left join {{ ref('int_figure_sentences') }} as sentences on figures.figure_id = sentences.figure_id
