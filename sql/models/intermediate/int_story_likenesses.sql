-- One pair of copy groups (a < b, by their least articles): cosine of their telling words, or of their anchors where
-- that is more, faded by time; in millionths. Those too small to count are left out.
with products as (
    select
        candidates.a,
        candidates.b,
        candidates.by_what,
        any_value(candidates.nearness) as nearness,
        any_value(candidates.is_across) as is_across,
        sum(terms_a.share * terms_b.share) as cosine
    from {{ ref('int_story_candidates') }} as candidates
    inner join {{ ref('int_terms') }} as terms_a on candidates.a = terms_a.article_id
    inner join {{ ref('int_terms') }} as terms_b on candidates.b = terms_b.article_id and terms_a.term = terms_b.term
    where candidates.by_what = 'terms'
    group by candidates.a, candidates.b, candidates.by_what
    union all
    select
        candidates.a,
        candidates.b,
        candidates.by_what,
        any_value(candidates.nearness) as nearness,
        any_value(candidates.is_across) as is_across,
        sum(anchors_a.share * anchors_b.share) as cosine
    from {{ ref('int_story_candidates') }} as candidates
    inner join {{ ref('int_anchors') }} as anchors_a on candidates.a = anchors_a.article_id
    inner join {{ ref('int_anchors') }} as anchors_b
        on candidates.b = anchors_b.article_id and anchors_a.term = anchors_b.term
    where candidates.by_what = 'anchors'
    group by candidates.a, candidates.b, candidates.by_what
)

select
    a,
    b,
    bool_or(is_across) as is_across,
    max(round(cosine * nearness * 1000000)::bigint) as likeness
from products
where cosine * nearness >= {{ var('least_likeness') }}
group by a, b
