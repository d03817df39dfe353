-- One pair of copy groups (a < b, by their least articles) that may tell of one event: cosine of their telling words,
-- or of their anchors.
{{ remembered('int_story_candidates', ['a', 'b', 'by_what']) }}
with pairs as (
    select
        a,
        b,
        by_what
    from {{ unseen('int_story_candidates', ['a', 'b', 'by_what']) }}
)

{% for by_what in ['terms', 'anchors'] %}
    select
        pairs.a,
        pairs.b,
        pairs.by_what,
        sum(words_a.share * words_b.share) as cosine
    from pairs
    inner join {{ ref('int_' ~ by_what) }} as words_a on pairs.a = words_a.article_id
    inner join {{ ref('int_' ~ by_what) }} as words_b
        on pairs.b = words_b.article_id and words_a.term = words_b.term
    where pairs.by_what = '{{ by_what }}'
    group by pairs.a, pairs.b, pairs.by_what
    {% if not loop.last %}union all{% endif %}
{% endfor %}
