-- Grain: one figure that differs between two copies or versions.
with figures as (
    select
        figures.figure_id,
        figures.text,
        figures.kind,
        figures.unit,
        figures.value,
        figures.low,
        figures.high,
        figures.bound,
        figures.counted,
        figures.category,
        figures.place,
        figures.source,
        sentences.sentence
    from {{ ref('stg_figures') }} as figures
    left join {{ ref('int_figure_sentences') }} as sentences on figures.figure_id = sentences.figure_id
)

select
    concat(steps.duplicate_id, ':', changes.figure_before, '>', changes.figure_after) as change_id,
    steps.duplicate_id,
    steps.relation,
    changes.change,
    coalesce(befores.kind, afters.kind) as kind,
    coalesce(befores.unit, afters.unit) as unit,
    coalesce(befores.counted, afters.counted) as counted,
    coalesce(befores.category, afters.category) as category,
    coalesce(befores.place, afters.place) as place,
    befores.text as text_before,
    afters.text as text_after,
    befores.value as value_before,
    afters.value as value_after,
    befores.low as low_before,
    afters.low as low_after,
    befores.high as high_before,
    afters.high as high_after,
    befores.bound as bound_before,
    afters.bound as bound_after,
    befores.counted as counted_before,
    afters.counted as counted_after,
    befores.source as source_before,
    afters.source as source_after,
    befores.sentence as sentence_before,
    afters.sentence as sentence_after,
    article_before.publisher as publisher_before,
    article_after.publisher as publisher_after,
    article_before.published_at as published_before,
    article_after.published_at as published_after,
    steps.article_before,
    steps.article_after,
    changes.figure_before,
    changes.figure_after,
    memberships.story_id
from {{ ref('int_figure_changes') }} as changes
inner join {{ ref('int_steps') }} as steps on changes.duplicate_id = steps.duplicate_id
inner join {{ ref('stg_articles') }} as article_before on steps.article_before = article_before.article_id
inner join {{ ref('stg_articles') }} as article_after on steps.article_after = article_after.article_id
inner join {{ ref('int_memberships') }} as memberships on steps.article_before = memberships.article_id
left join figures as befores on changes.figure_before = befores.figure_id
left join figures as afters on changes.figure_after = afters.figure_id
