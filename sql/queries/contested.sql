-- One row: one claimant's figure in the most contested category of one month, however many copies carry it.
-- Most contested: most named sources times most different figures. 'people' and the like say too little to compare.
with sourced as (
    select
        date_trunc('month', published_at) as month,
        coalesce(source_name, lower(source)) as claimant,
        concat_ws(' ', bound, value, low, high) as meaning,
        *
    from figures
    where
        kind = 'count' and source is not null and published_at is not null and not negated and per is null
        and category not in ('people', 'men', 'children', 'inhabitants', 'victims')
),

contested as (
    select
        category,
        month
    from sourced
    group by all
    having count(distinct claimant) > 1 and count(distinct meaning) > 1
    order by count(distinct meaning) * count(distinct claimant) desc, category asc, month asc
    limit 1
)

select
    sourced.category,
    min(sourced.published_at) as day,
    any_value(sourced.source order by sourced.published_at, sourced.figure_id) as says,
    any_value(sourced.text || ' ' || sourced.counted order by sourced.published_at, sourced.figure_id) as how_many,
    string_agg(distinct sourced.publisher, ', ' order by sourced.publisher) as published_by,
    any_value(sourced.figure_id order by sourced.published_at, sourced.figure_id) as figure_id
from sourced
inner join contested on sourced.category = contested.category and sourced.month = contested.month
group by sourced.category, sourced.claimant, sourced.meaning
order by day, says, how_many
limit 15
