-- One pair of distinct texts (a < b, by the articles that stand for them) that may be copies and stood near in time.
-- Only pairs of which a text moved are found anew.
{{ config(
    materialized='incremental',
    incremental_strategy='append',
    pre_hook="{% if is_incremental() %}
    delete from {{ this }}
    where
        key_a in (select text_key from {{ ref('int_moved_texts') }})
        or key_b in (select text_key from {{ ref('int_moved_texts') }})
    {% endif %}"
) }}
with moved as (
    select
        pairs.a,
        pairs.b
    from {{ ref('int_copy_pairs') }} as pairs
    left join {{ ref('int_moved_texts') }} as moved_a on pairs.a = moved_a.text_key
    left join {{ ref('int_moved_texts') }} as moved_b on pairs.b = moved_b.text_key
    where moved_a.text_key is not null or moved_b.text_key is not null
)

select
    least(text_a.article_id, text_b.article_id) as a,
    greatest(text_a.article_id, text_b.article_id) as b,
    moved.a as key_a,
    moved.b as key_b
from moved
inner join {{ ref('int_texts') }} as text_a on moved.a = text_a.text_key
inner join {{ ref('int_texts') }} as text_b on moved.b = text_b.text_key
where
    text_a.undated
    or text_b.undated
    or (
        text_a.first_published <= text_b.last_published + to_days({{ var('copy_window_days') }})
        and text_b.first_published <= text_a.last_published + to_days({{ var('copy_window_days') }})
    )
