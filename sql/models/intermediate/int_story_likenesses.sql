-- One pair of copy groups (a < b, by their least articles): cosine of their telling words, as exact decimals.
-- The words that both have are found as sets first: a join on words alone would meet every article that has them.
with word_sets as (
    select
        article_id,
        list(word) as words
    from {{ ref('int_terms') }}
    group by article_id
),

shared as (
    select
        pairs.a,
        pairs.b,
        unnest(list_intersect(set_a.words, set_b.words)) as word
    from {{ ref('int_story_candidates') }} as pairs
    inner join word_sets as set_a on pairs.a = set_a.article_id
    inner join word_sets as set_b on pairs.b = set_b.article_id
)

select
    shared.a,
    shared.b,
    sum(terms_a.share * terms_b.share) as likeness
from shared
inner join {{ ref('int_terms') }} as terms_a on shared.a = terms_a.article_id and shared.word = terms_a.word
inner join {{ ref('int_terms') }} as terms_b on shared.b = terms_b.article_id and shared.word = terms_b.word
group by shared.a, shared.b
having sum(terms_a.share * terms_b.share) >= {{ var('story_likeness') }}
