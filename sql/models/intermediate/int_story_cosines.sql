-- One pair of copy groups (a < b, by their least articles) that may tell of one event: cosine of their telling words,
-- or of their anchors.
{{ remembered('int_story_candidates', ['a', 'b', 'by_what']) }}
with pairs as (
    select
        a,
        b,
        by_what
    from {{ unseen('int_story_candidates', ['a', 'b', 'by_what']) }}
),

asked as (
    select distinct unnest([a, b]) as article_id
    from pairs
),

vectors as materialized (
    {% for by_what in ['terms', 'anchors'] %}
        select
            '{{ by_what }}' as by_what,
            words.article_id,
            {{ weighed_terms() }} as weighed
        from {{ ref('int_' ~ by_what) }} as words
        semi join asked on words.article_id = asked.article_id
        group by words.article_id
        {% if not loop.last %}union all{% endif %}
    {% endfor %}
)

select
    pairs.a,
    pairs.b,
    pairs.by_what,
    {{ cosine('one', 'other') }} as cosine
from pairs
inner join vectors as one on pairs.a = one.article_id and pairs.by_what = one.by_what
inner join vectors as other on pairs.b = other.article_id and pairs.by_what = other.by_what
