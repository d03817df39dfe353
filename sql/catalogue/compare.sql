-- compare(publisher_a, publisher_b)
-- What two publishers print of each measure in the stories that both tell: the same figures, different ones, some of
-- both, or a figure that only one has. Names of publishers go by their words, whatever their case and accents.
with printed as (
    select
        figures.story_id,
        figures.measure_id,
        {{ folded('figures.publisher') }} = {{ folded('publisher_a') }} as is_a,
        coalesce(figures.source_name, figures.source) as source,
        figures.text,
        figures.figure_id,
        figures.published_at,
        concat_ws(
            ' ', figures.kind, coalesce(figures.value, figures.low), coalesce(figures.value, figures.high), figures.unit
        ) as meaning
    from {{ ref('figures') }} as figures
    where
        figures.measure_id is not null
        and {{ folded('figures.publisher') }} in ({{ folded('publisher_a') }}, {{ folded('publisher_b') }})
),

shared_stories as (
    select story_id
    from printed
    group by story_id
    having bool_or(is_a) and not bool_and(is_a)
),

sides as (
    select
        printed.story_id,
        printed.measure_id,
        list_sort(list_distinct(list(printed.meaning) filter (where printed.is_a))) as meanings_a,
        list_sort(list_distinct(list(printed.meaning) filter (where not printed.is_a))) as meanings_b,
        list_sort(
            list_distinct(list(concat_ws(': ', printed.source, printed.text)) filter (where printed.is_a))
        ) as says_a,
        list_sort(
            list_distinct(list(concat_ws(': ', printed.source, printed.text)) filter (where not printed.is_a))
        ) as says_b,
        list(
            printed.figure_id order by printed.published_at asc nulls last, printed.figure_id asc
        ) filter (where printed.is_a)[1] as figure_a,
        list(
            printed.figure_id order by printed.published_at asc nulls last, printed.figure_id asc
        ) filter (where not printed.is_a)[1] as figure_b
    from printed
    inner join shared_stories on printed.story_id = shared_stories.story_id
    group by printed.story_id, printed.measure_id
)

select
    measures.label,
    measures.place_name,
    case
        when sides.says_b is null then 'only a'
        when sides.says_a is null then 'only b'
        when sides.meanings_a = sides.meanings_b then 'same'
        when list_has_any(sides.meanings_a, sides.meanings_b) then 'partly'
        else 'different'
    end as result,
    sides.says_a,
    sides.says_b,
    sides.figure_a,
    sides.figure_b,
    sides.measure_id,
    stories.title as story,
    stories.first_seen,
    sides.story_id
from sides
inner join {{ ref('measures') }} as measures on sides.measure_id = measures.measure_id
inner join {{ ref('stories') }} as stories on sides.story_id = stories.story_id
order by stories.first_seen asc nulls last, sides.story_id asc, measures.label asc, sides.measure_id asc
