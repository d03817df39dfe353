-- One pair of distinct texts (a < b, by the articles that stand for them) that share a band of their signatures and
-- stood near in time.
with banded as (
    select
        unnest(list_distinct(signatures.bands)) as bucket,
        texts.article_id,
        texts.first_published as seen_at
    from {{ ref('int_texts') }} as texts
    inner join {{ ref('stg_signatures') }} as signatures on texts.article_id = signatures.article_id
),

pairs as (
    {{ neighbours('banded', var('bucket_limit')) }}
)

select
    pairs.a,
    pairs.b
from pairs
inner join {{ ref('int_texts') }} as text_a on pairs.a = text_a.article_id
inner join {{ ref('int_texts') }} as text_b on pairs.b = text_b.article_id
where
    text_a.undated
    or text_b.undated
    or (
        text_a.first_published <= text_b.last_published + to_days({{ var('copy_window_days') }})
        and text_b.first_published <= text_a.last_published + to_days({{ var('copy_window_days') }})
    )
