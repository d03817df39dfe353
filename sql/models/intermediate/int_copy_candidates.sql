-- One pair of distinct texts (a < b, by the articles that stand for them) that may be copies and stood near in time:
-- they share a band, or the shorter one has a fair share of its rare passages in the other.
with banded as (
    select
        unnest(signatures.bands) as bucket,
        texts.article_id,
        texts.first_published as seen_at
    from {{ ref('int_texts') }} as texts
    inner join {{ ref('stg_signatures') }} as signatures on texts.article_id = signatures.article_id
),

pairs as (
    select
        a,
        b
    from (
        {{ neighbours('banded', var('bucket_limit')) }}
    )
    union
    select
        a,
        b
    from {{ ref('int_passage_pairs') }}
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
