-- One pair of figures on the two sides of a step that stand for one another: of one kind and unit, in the same changed
-- sentence, or counting the same thing elsewhere, with the likest words around; neither is liker to another.
with blocks as (
    select
        duplicate_id,
        side,
        figure_id,
        kind,
        unit,
        unnest(list_filter(
            [
                case when pairing != '' then 'sentence ' || pairing end,
                case when counted != '' then 'counted ' || counted end
            ],
            lambda block: block is not null
        )) as block
    from {{ ref('int_step_figures') }}
),

few as (
    select
        duplicate_id,
        side,
        figure_id,
        kind,
        unit,
        block
    from blocks
    qualify count(*) over (partition by duplicate_id, side, kind, unit, block) <= 20
),

met as (
    select distinct
        befores.duplicate_id,
        befores.figure_id as figure_before,
        afters.figure_id as figure_after
    from few as befores
    inner join few as afters
        on
            befores.duplicate_id = afters.duplicate_id
            and befores.kind = afters.kind
            and befores.unit = afters.unit
            and befores.block = afters.block
            and befores.side = 'before'
            and afters.side = 'after'
),

compared as (
    select
        met.duplicate_id,
        met.figure_before,
        met.figure_after,
        befores.start_char as start_before,
        afters.start_char as start_after,
        befores.meaning = afters.meaning as same_meaning,
        befores.pairing != '' and befores.pairing = afters.pairing as same_sentence,
        befores.counted != '' and befores.counted = afters.counted as same_counted,
        befores.category != '' and befores.category = afters.category as same_category,
        befores.counted != '' and afters.counted != '' and befores.counted != afters.counted
        and (befores.category = '' or befores.category != afters.category) as other_counted,
        -- ten killed are not eight arrested
        befores.category != '' and afters.category != '' and befores.category != afters.category as other_category,
        befores.place != '' and afters.place != '' and befores.place != afters.place as other_place,
        befores.place != '' and befores.place = afters.place as same_place,
        befores.state != '' and befores.state = afters.state as same_state,
        (befores.words_before[1] is not distinct from afters.words_before[1])::int
        + (befores.words_before[1:2] = afters.words_before[1:2])::int
        + (befores.words_before[1:3] = afters.words_before[1:3])::int as shared_before,
        (befores.words_after[1] is not distinct from afters.words_after[1])::int
        + (befores.words_after[1:2] = afters.words_after[1:2])::int
        + (befores.words_after[1:3] = afters.words_after[1:3])::int as shared_after
    from met
    inner join {{ ref('int_step_figures') }} as befores
        on met.duplicate_id = befores.duplicate_id and met.figure_before = befores.figure_id
    inner join {{ ref('int_step_figures') }} as afters
        on met.duplicate_id = afters.duplicate_id and met.figure_after = afters.figure_id
),

scored as (
    select
        duplicate_id,
        figure_before,
        figure_after,
        start_before,
        start_after,
        same_meaning,
        same_sentence,
        shared_before + shared_after as shared_around,
        4 * same_sentence::int + 3 * same_meaning::int + 3 * same_counted::int + 2 * same_category::int
        + same_place::int + same_state::int + shared_before + shared_after
        - 4 * other_counted::int - 4 * other_category::int - 4 * other_place::int as score
    from compared
)

select
    duplicate_id,
    figure_before,
    figure_after,
    same_meaning,
    same_sentence,
    shared_around,
    score
from scored
where score >= case when same_sentence then 6 else 8 end
{{ mutual('figure_before', 'figure_after', 'score', 'start_before', 'start_after') }}
