-- One pair of distinct texts (a < b): the shorter one has three tenths of its rare passages in the other.
-- A passage is rare when no more than {{ var('bucket_limit') }} texts have it: a brief of an agency in a long page is
-- found by its own words, a page's furniture finds nothing.
with passages as (
    select
        unnest(signatures.passages) as passage,
        texts.article_id
    from {{ ref('int_texts') }} as texts
    inner join {{ ref('stg_signatures') }} as signatures on texts.article_id = signatures.article_id
),

holders as (
    select
        passage,
        list(article_id order by article_id) as holding
    from passages
    group by passage
    having count(*) <= {{ var('bucket_limit') }}
),

held as (
    select
        holding,
        unnest(holding) as article_id
    from holders
),

sizes as (
    select
        article_id,
        count(*) as rare
    from held
    group by article_id
),

met as (
    select
        article_id as a,
        unnest(list_filter(holding, lambda other: other > article_id)) as b
    from held
    where len(holding) > 1
),

shared as (
    select
        a,
        b,
        count(*) as passages
    from met
    group by a, b
)

select
    shared.a,
    shared.b
from shared
inner join sizes as size_a on shared.a = size_a.article_id
inner join sizes as size_b on shared.b = size_b.article_id
where shared.passages >= 0.3 * least(size_a.rare, size_b.rare)
