-- One pair of copy groups (a < b, by their least articles) that may tell of one event: they stood near in time and
-- share heavy words, or heavy anchors where they are not surely of one language. A headline has so few words that one
-- is enough. A likeness fades with the days between them.
with times as (
    select
        times.article_id,
        times.first_published as seen_at,
        articles.language,
        counts.terms
    from {{ ref('int_group_times') }} as times
    inner join {{ ref('stg_articles') }} as articles on times.article_id = articles.article_id
    inner join {{ ref('int_term_counts') }} as counts on times.article_id = counts.article_id
),

heavy_terms as (
    select
        terms.term as bucket,
        terms.article_id,
        times.seen_at
    from {{ ref('int_terms') }} as terms
    inner join times on terms.article_id = times.article_id
    where terms.place <= {{ var('terms_compared') }}
),

heavy_anchors as (
    select
        anchors.term as bucket,
        anchors.article_id,
        times.seen_at
    from {{ ref('int_anchors') }} as anchors
    inner join times on anchors.article_id = times.article_id
    where anchors.place <= {{ var('terms_compared') }}
),

pairs as (
    select
        a,
        b,
        shared_buckets,
        'terms' as by_what
    from (
        {{ neighbours('heavy_terms', var('bucket_limit')) }}
    ) as like_terms
    union all
    select
        a,
        b,
        shared_buckets,
        'anchors' as by_what
    from (
        {{ neighbours('heavy_anchors', var('bucket_limit')) }}
    ) as like_anchors
)

select
    pairs.a,
    pairs.b,
    pairs.by_what,
    times_a.language != times_b.language as is_across,
    round({{ nearness('times_a.seen_at', 'times_b.seen_at') }}, 5)::decimal(6, 5) as nearness
from pairs
inner join times as times_a on pairs.a = times_a.article_id
inner join times as times_b on pairs.b = times_b.article_id
where
    case
        when pairs.by_what = 'anchors'
            then (times_a.language != times_b.language or times_a.language = 'und') and pairs.shared_buckets >= 2
        else pairs.shared_buckets >= 2 or least(times_a.terms, times_b.terms) <= {{ var('headline_terms') }}
    end
    and coalesce(abs(epoch(times_a.seen_at) - epoch(times_b.seen_at)), 0) <= {{ var('story_window_days') }} * 86400
