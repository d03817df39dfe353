{# What stands in the buckets of some texts: (bucket, text_key, slot), where two texts do, or one in two slots.
   Two texts that stand no further apart than the window are in one slot or in two that follow one another, so of the
   archive no more is read than the slots about those of `texts`, and a day costs the same however long it is; all of it
   where one of them is undated. `texts` is a relation of (text_key); `theirs` is one like int_buckets of all that they
   have, `archive` one of what others have as well. Goes on with a WITH clause: the last CTE is `reached`. #}
{% macro reached(texts, theirs, archive) %}
    seen as (
        select
            known.undated,
            {{ slot_of('known.first_published') }} as first_slot,
            {{ slot_of('known.last_published') }} as last_slot
        from {{ ref('int_texts') }} as known
        semi join {{ texts }} as texts on known.text_key = texts.text_key
    ),

    near_slots as (
        select distinct unnest(range(first_slot - 1, last_slot + 2))::integer as slot
        from seen
        union
        select unnest(range({{ slot_of('min(first_published)') }}, {{ slot_of('max(last_published)') }} + 1))::integer
        from {{ ref('int_texts') }}
        having (select bool_or(seen.undated) from seen)
    ),

    near as (
        select
            buckets.bucket,
            buckets.text_key,
            buckets.slot
        from {{ archive }} as buckets
        semi join near_slots on buckets.slot = near_slots.slot
        union all
        select
            bucket,
            text_key,
            slot
        from {{ archive }}
        where slot is null
    ),

    -- a step of its own: DuckDB 2.0 would look each row of the archive up among the texts before the buckets
    met as materialized (
        select
            near.bucket,
            near.text_key,
            near.slot
        from near
        semi join {{ theirs }} as theirs on near.bucket = theirs.bucket
    ),

    others as (
        select
            met.bucket,
            met.text_key,
            met.slot
        from met
        anti join {{ texts }} as texts on met.text_key = texts.text_key
    ),

    common as (
        select bucket
        from {{ theirs }}
        group by bucket
        having count(*) > 1
        union
        select bucket
        from others
    ),

    reached as (
        select
            theirs.bucket,
            theirs.text_key,
            theirs.slot
        from {{ theirs }} as theirs
        semi join common on theirs.bucket = common.bucket
        union all
        select
            bucket,
            text_key,
            slot
        from others
    )
{% endmacro %}

{# Who meets whom in the buckets in which so many stand that not all meet all: (bucket, cell, text_key). A cell is two
   slots of time that follow one another, named by the later. An undated text stands in every cell in which the bucket
   has a dated one, and with other undated ones in the cell -1. `held` is a relation of (bucket, text_key, slot). Goes on
   with a WITH clause: the first CTE is `full_buckets`, the last is `cells`. #}
{% macro cells(held) %}
    full_buckets as (
        select bucket
        from {{ held }}
        group by bucket
        having count(*) > {{ var('bucket_limit') }}
    ),

    crowd as materialized (
        select
            held.bucket,
            held.text_key,
            held.slot
        from {{ held }} as held
        semi join full_buckets on held.bucket = full_buckets.bucket
    ),

    dated as (
        select
            bucket,
            text_key,
            unnest([slot, slot + 1]) as cell
        from crowd
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
        inner join crowd as undated on dated.bucket = undated.bucket
        where undated.slot is null
        union
        select
            bucket,
            -1 as cell,
            text_key
        from crowd
        where slot is null
    )
{% endmacro %}

{# The slot of time in which something was published: a window wide, counted from 1970. #}
{% macro slot_of(time) -%}
    floor(epoch({{ time }}) / 86400 / {{ var('copy_window_days') }})::integer
{%- endmacro %}

{# The bucket that a key of a text is: its bands are even, its passages odd. #}
{% macro bucket_of(keys) -%}
    {%- if keys == 'bands' %}list_transform(bands, lambda key: 2 * key)
    {%- else %}list_transform(passages, lambda key: 2 * key + 1){% endif -%}
{%- endmacro %}
