-- One article that follows another in a turn: the one before it on its page, or one of the three before it under its
-- publisher's headline.
{{ config(materialized='incremental', incremental_strategy='delete+insert', unique_key='turn_key') }}
with placed as (
    select
        turns.turn_key,
        turns.article_id,
        turns.same_page,
        unnest([
            lag(turns.article_id, 1) over places,
            case when not turns.same_page then lag(turns.article_id, 2) over places end,
            case when not turns.same_page then lag(turns.article_id, 3) over places end
        ]) as earlier
    from {{ ref('int_turns') }} as turns
    semi join {{ ref('int_new_turns') }} as touched on turns.turn_key = touched.turn_key
    window places as (
        partition by turns.turn_key
        order by turns.published_at asc nulls first, turns.article_id asc
    )
)

select
    turn_key,
    article_id,
    same_page,
    earlier
from placed
where earlier is not null
