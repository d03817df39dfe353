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
)

select
    duplicate_id,
    passage
from spans
where
    regexp_extract_all(
        lower(substring(text_a, passage.start_a + 1, passage.end_a - passage.start_a)), '[\p{L}\p{N}_]+'
    )
    != regexp_extract_all(
        lower(substring(text_b, passage.start_b + 1, passage.end_b - passage.start_b)), '[\p{L}\p{N}_]+'
    )
    and length(nfc_normalize(text_a)) = length(text_a)
    and length(nfc_normalize(text_b)) = length(text_b)
