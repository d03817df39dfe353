-- One edge between two copies (a < b): the figures that stand in one of them only, by kind, value, interval and unit.
with stated as (
    select distinct
        article_id,
        to_json([kind, unit, bound, value::varchar, low::varchar, high::varchar])::varchar as meaning,
        min(text) over (
            partition by article_id, kind, unit, bound, value, low, high
        ) as text
    from {{ ref('stg_figures') }}
),

sides as (
    select
        a,
        b,
        a as holder,
        b as other
    from {{ ref('int_copies') }}
    union all
    select
        a,
        b,
        b as holder,
        a as other
    from {{ ref('int_copies') }}
),

missing as (
    select
        sides.a,
        sides.b,
        sides.holder,
        stated.text
    from sides
    inner join stated on sides.holder = stated.article_id
    anti join stated as twin on sides.other = twin.article_id and stated.meaning = twin.meaning
)

select
    a,
    b,
    count(*) filter (where holder = a) as figures_only_a,
    count(*) filter (where holder = b) as figures_only_b,
    list_slice(list(text order by text) filter (where holder = a), 1, 10) as texts_only_a,
    list_slice(list(text order by text) filter (where holder = b), 1, 10) as texts_only_b
from missing
group by a, b
