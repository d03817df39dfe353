-- One figure that differs between the two sides of a step: another value, or stated by one side only. What a side
-- states elsewhere in its text is not missing there; a page that contains another has more figures, which is no change.
with paired as (
    select
        duplicate_id,
        figure_before as figure_id,
        same_meaning
    from {{ ref('int_figure_pairs') }}
    union all
    select
        duplicate_id,
        figure_after as figure_id,
        same_meaning
    from {{ ref('int_figure_pairs') }}
),

restated as (
    select
        figures.duplicate_id,
        figures.side,
        figures.meaning,
        figures.counted
    from paired
    inner join {{ ref('int_step_figures') }} as figures
        on paired.duplicate_id = figures.duplicate_id and paired.figure_id = figures.figure_id
    where not paired.same_meaning
),

lonely as (
    select
        figures.duplicate_id,
        figures.side,
        figures.article_id,
        figures.figure_id,
        figures.meaning,
        figures.pairing,
        figures.numerals
    from {{ ref('int_step_figures') }} as figures
    -- a headline that says once more what changed below is not another change
    anti join restated
        on
            figures.duplicate_id = restated.duplicate_id
            and figures.side = restated.side
            and figures.meaning = restated.meaning
            and figures.counted = restated.counted
    anti join paired on figures.duplicate_id = paired.duplicate_id and figures.figure_id = paired.figure_id
),

stated as (
    select distinct
        figures.article_id,
        {{ figure_meaning('figures') }} as meaning
    from {{ ref('stg_figures') }} as figures
),

sentences as (
    select
        pairs.duplicate_id,
        pairs.sentence_before || '>' || pairs.sentence_after as pairing,
        befores.numerals as numerals_before,
        afters.numerals as numerals_after
    from {{ ref('int_sentence_pairs') }} as pairs
    inner join {{ ref('int_steps') }} as steps on pairs.duplicate_id = steps.duplicate_id
    inner join {{ ref('int_step_sentences') }} as befores
        on steps.article_before = befores.article_id and pairs.sentence_before = befores.sentence
    inner join {{ ref('int_step_sentences') }} as afters
        on steps.article_after = afters.article_id and pairs.sentence_after = afters.sentence
),

missing as (
    select
        lonely.duplicate_id,
        lonely.side,
        lonely.figure_id
    from lonely
    inner join {{ ref('int_steps') }} as steps on lonely.duplicate_id = steps.duplicate_id
    anti join stated as twins
        on
            lonely.meaning = twins.meaning
            and case when lonely.side = 'before' then steps.article_after else steps.article_before end
            = twins.article_id
    left join sentences on lonely.duplicate_id = sentences.duplicate_id and lonely.pairing = sentences.pairing
    where
        steps.relation != 'contains'
        -- "2000 selon les organisateurs", where 2000 might be a year and was not read, says the same as "2.000 selon …"
        and not (
            len(lonely.numerals) > 0
            and coalesce(list_has_all(
                case when lonely.side = 'before' then sentences.numerals_after else sentences.numerals_before end,
                lonely.numerals
            ), false)
        )
)

select
    duplicate_id,
    'changed' as change,
    figure_before,
    figure_after
from {{ ref('int_figure_pairs') }}
where not same_meaning
union all
select
    duplicate_id,
    case when side = 'before' then 'removed' else 'added' end as change,
    case when side = 'before' then figure_id end as figure_before,
    case when side = 'after' then figure_id end as figure_after
from missing
