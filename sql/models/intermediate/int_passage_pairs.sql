-- One pair of distinct texts (a < b): the shorter one has three tenths of its rare passages in the other.
-- A passage is rare when no more than {{ var('bucket_limit') }} texts have it: a brief of an agency in a long page is
-- found by its own words, a page's furniture finds nothing.
with passages as (
    select
        texts.text_key,
        unnest(signatures.passages) as passage
    from {{ ref('int_texts') }} as texts
    inner join {{ ref('stg_signatures') }} as signatures on texts.article_id = signatures.article_id
),

repeated as (
    select
        passage,
        count(*) as texts
    from passages
    group by passage
    having count(*) > 1
),

held as (
    select
        passages.text_key,
        passages.passage,
        repeated.texts
    from passages
    inner join repeated on passages.passage = repeated.passage
),

shared as (
    select
        one.text_key,
        other.text_key as other_key,
        count(*) as passages
    from held as one
    inner join held as other on one.passage = other.passage and one.text_key < other.text_key
    where one.texts <= {{ var('bucket_limit') }}
    group by one.text_key, other.text_key
),

furniture as (
    select
        text_key,
        count(*) as passages
    from held
    where texts > {{ var('bucket_limit') }}
    group by text_key
),

sizes as (
    select
        texts.text_key,
        texts.article_id,
        len(signatures.passages) - coalesce(furniture.passages, 0) as rare
    from {{ ref('int_texts') }} as texts
    inner join {{ ref('stg_signatures') }} as signatures on texts.article_id = signatures.article_id
    left join furniture on texts.text_key = furniture.text_key
)

select
    least(one.article_id, other.article_id) as a,
    greatest(one.article_id, other.article_id) as b
from shared
inner join sizes as one on shared.text_key = one.text_key
inner join sizes as other on shared.other_key = other.text_key
where shared.passages >= 0.3 * least(one.rare, other.rare)
