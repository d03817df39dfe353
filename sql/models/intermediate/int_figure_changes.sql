-- One figure that differs between the two sides of a step: another value, or stated by one side only. What a side
-- states elsewhere in its text is not missing there; a page that contains another has more figures, which is no change.
with lonely as (
    select
        figures.duplicate_id,
        figures.side,
        figures.article_id,
        figures.figure_id,
        figures.meaning
    from {{ ref('int_step_figures') }} as figures
    anti join {{ ref('int_figure_pairs') }} as pairs
        on
            figures.duplicate_id = pairs.duplicate_id
            and figures.figure_id in (pairs.figure_before, pairs.figure_after)
),

stated as (
    select distinct
        article_id,
        {{ figure_meaning('figures') }} as meaning
    from {{ ref('stg_figures') }} as figures
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
    where steps.relation != 'contains'
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
