-- One pair of copy groups (a < b, by their least articles) that share two of their heaviest words and stood near
-- in time.
with heaviest as (
    select
        terms.word as bucket,
        terms.article_id,
        times.first_published as seen_at
    from {{ ref('int_terms') }} as terms
    inner join {{ ref('int_group_times') }} as times on terms.article_id = times.article_id
    where terms.place <= 12
),

pairs as (
    {{ neighbours('heaviest', var('bucket_limit')) }}
)

select
    pairs.a,
    pairs.b
from pairs
inner join {{ ref('int_group_times') }} as times_a on pairs.a = times_a.article_id
inner join {{ ref('int_group_times') }} as times_b on pairs.b = times_b.article_id
where
    pairs.shared_buckets >= 2
    and (
        times_a.undated
        or times_b.undated
        or (
            times_a.first_published <= times_b.last_published + to_days({{ var('story_window_days') }})
            and times_b.first_published <= times_a.last_published + to_days({{ var('story_window_days') }})
        )
    )
