-- figures_about(words)
-- Figures that have all of these words, whatever their case and accents, by time. Words are sought in what is counted,
-- its state, place and source; where no figure has all of them there, in sentences and headlines (is_named is false).
with {{ found_figures('words') }}

select
    figures.figure_id,
    figures.published_at,
    figures.publisher,
    figures.source,
    figures.source_name,
    figures.text,
    figures.counted,
    figures.state,
    figures.category,
    figures.value,
    figures.low,
    figures.high,
    figures.bound,
    figures.unit,
    figures.place,
    figures.place_name,
    figures.as_of_start,
    figures.as_of_end,
    figures.measure_id,
    figures.claim_id,
    figures.copy_group,
    figures.story_id,
    figures.article_id,
    figures.sentence,
    found.is_named
from {{ ref('figures') }} as figures
inner join found on figures.figure_id = found.figure_id
order by figures.published_at asc nulls last, figures.figure_id asc
