{# Who meets whom in which bucket: (bucket, cell, text_key) for the buckets of some texts that other texts have too.
   A cell is two slots of time that follow one another, named by the later one: two texts that stand no further apart
   than the window share one. An undated text stands in every cell in which the bucket has a dated one, and with other
   undated ones in the cell -1. So a new article touches few cells, however long the archive is.
   `texts` is a relation of (text_key). Ends a WITH clause that it begins: the last CTE is `cells`. #}
{% macro cells(texts) %}
    with asked as (
        select distinct buckets.bucket
        from {{ ref('int_buckets') }} as buckets
        semi join {{ texts }} as texts on buckets.text_key = texts.text_key
    ),

    held as (
        select
            buckets.bucket,
            buckets.text_key,
            buckets.slot
        from {{ ref('int_buckets') }} as buckets
        semi join asked on buckets.bucket = asked.bucket
    ),

    shared as (
        select
            held.bucket,
            held.text_key,
            held.slot
        from held
        semi join (
            select bucket
            from held
            group by bucket
            having min(text_key) < max(text_key)
        ) as common on held.bucket = common.bucket
    ),

    dated as (
        select
            bucket,
            text_key,
            unnest([slot, slot + 1]) as cell
        from shared
        where slot is not null
    ),

    cells as (
        select
            bucket,
            cell,
            text_key
        from dated
        union
        select
            dated.bucket,
            dated.cell,
            undated.text_key
        from dated
        inner join shared as undated on dated.bucket = undated.bucket
        where undated.slot is null
        union
        select
            bucket,
            -1 as cell,
            text_key
        from shared
        where slot is null
    )
{% endmacro %}
