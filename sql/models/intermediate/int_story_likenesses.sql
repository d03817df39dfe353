-- One pair of copy groups (a < b, by their least articles): cosine of their telling words, or of their anchors where
-- that is more, faded by time; in millionths. Those too small to count are left out.
with products as (
    {% for by_what in ['terms', 'anchors'] %}
        select
            candidates.a,
            candidates.b,
            candidates.by_what,
            any_value(candidates.nearness) as nearness,
            any_value(candidates.is_across) as is_across,
            sum(words_a.share * words_b.share) as cosine
        from {{ ref('int_story_candidates') }} as candidates
        inner join {{ ref('int_' ~ by_what) }} as words_a on candidates.a = words_a.article_id
        inner join {{ ref('int_' ~ by_what) }} as words_b
            on candidates.b = words_b.article_id and words_a.term = words_b.term
        where candidates.by_what = '{{ by_what }}'
        group by candidates.a, candidates.b, candidates.by_what
        {% if not loop.last %}union all{% endif %}
    {% endfor %}
)

select
    a,
    b,
    bool_or(is_across) as is_across,
    max(round(cosine * nearness * 1000000)::bigint) as likeness
from products
where cosine * nearness >= {{ var('least_likeness') }}
group by a, b
