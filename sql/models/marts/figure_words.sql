-- Grain: one figure, with the words that search finds it by.
with wordings as (
    select
        measured.measure_id,
        articles.language,
        figures.counted
    from {{ ref('int_figure_measures') }} as measured
    inner join {{ ref('stg_figures') }} as figures on measured.figure_id = figures.figure_id
    inner join {{ ref('stg_articles') }} as articles on figures.article_id = articles.article_id
    where figures.counted is not null
    group by measured.measure_id, articles.language, figures.counted
    qualify row_number() over (
        partition by measured.measure_id, articles.language order by count(*) desc, figures.counted asc
    ) = 1
),

-- "soldats nord-coréens" and "North Korean troops" find all figures of their measure, "11 000 d'entre eux" too
labels as (
    select
        measure_id,
        string_agg(counted, ' ' order by language, counted) as label
    from wordings
    group by measure_id
),

-- "la Corée du Nord a envoyé 10 000 soldats": they are nord-coréens, though no text says so of them
peoples as (
    select
        qualified.figure_id,
        string_agg(demonyms.forms, ' ' order by demonyms.id, demonyms.language) as forms
    from
        (
            select
                figure_id,
                unnest(qualifiers) as qualifier
            from {{ ref('stg_figures') }}
        ) as qualified
    inner join {{ ref('demonyms') }} as demonyms on qualified.qualifier = demonyms.id
    group by qualified.figure_id
)

select
    figures.figure_id,
    claims.claim_id,
    {{ folded("concat_ws(
        ' ', figures.text, figures.counted, labels.label, peoples.forms, figures.category, figures.state, figures.unit,
        figures.source, claimants.claimant, figures.relayed_by, figures.place, links.place_name
    )") }} as named,
    {{ folded("concat_ws(' ', sentences.sentence, articles.title)") }} as told
from {{ ref('stg_figures') }} as figures
inner join {{ ref('stg_articles') }} as articles on figures.article_id = articles.article_id
inner join {{ ref('int_figure_links') }} as links on figures.figure_id = links.figure_id
left join {{ ref('int_claim_figures') }} as claims on figures.figure_id = claims.figure_id
left join {{ ref('int_claimants') }} as claimants on figures.figure_id = claimants.figure_id
left join {{ ref('int_figure_measures') }} as measured on figures.figure_id = measured.figure_id
left join labels on measured.measure_id = labels.measure_id
left join peoples on figures.figure_id = peoples.figure_id
left join {{ ref('int_figure_sentences') }} as sentences on figures.figure_id = sentences.figure_id
