-- Shared passages whose spans do not hold the same words in both texts.
with spans as (
    select
        duplicates.duplicate_id,
        article_a.text as text_a,
        article_b.text as text_b,
        unnest(duplicates.passages) as passage
    from {{ ref('duplicates') }} as duplicates
    inner join {{ ref('articles') }} as article_a on duplicates.a = article_a.article_id
    inner join {{ ref('articles') }} as article_b on duplicates.b = article_b.article_id
),

places as (
    select
        duplicate_id,
        text_a,
        text_b,
        struct_extract(passage, 'start_a') as start_a,
        struct_extract(passage, 'end_a') as end_a,
        struct_extract(passage, 'start_b') as start_b,
        struct_extract(passage, 'end_b') as end_b
    from spans
)

select
    duplicate_id,
    start_a,
    start_b
from places
where
    regexp_extract_all(lower(substring(text_a, start_a + 1, end_a - start_a)), '[\p{L}\p{N}_]+')
    != regexp_extract_all(lower(substring(text_b, start_b + 1, end_b - start_b)), '[\p{L}\p{N}_]+')
