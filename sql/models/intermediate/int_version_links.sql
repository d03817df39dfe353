-- One edge between two versions of one piece (a < b): one page, or one publisher's headline over two texts that share
-- three tenths of the shorter one and stood near in time. "Brèves" is a headline over unlike texts: no version.
{{ of_moved('a') }}
with texts as (
    select
        dated.article_id,
        dated.text_key,
        texts.article_id as text_id,
        dated.published_at
    from {{ ref('int_dated_texts') }} as dated
    semi join {{ ref('int_moved_articles') }} as moved on dated.article_id = moved.article_id
    inner join {{ ref('int_texts') }} as texts on dated.text_key = texts.text_key
)

select
    pairs.a,
    pairs.b
from {{ ref('int_version_candidates') }} as pairs
inner join texts as text_a on pairs.a = text_a.article_id
inner join texts as text_b on pairs.b = text_b.article_id
left join {{ ref('int_overlaps') }} as shares
    on least(text_a.text_id, text_b.text_id) = shares.a and greatest(text_a.text_id, text_b.text_id) = shares.b
where
    pairs.same_page
    or (
        text_a.text_key != text_b.text_key
        and shares.containment >= 0.3
        and (
            text_a.published_at is null
            or text_b.published_at is null
            or abs(date_diff('hour', text_a.published_at, text_b.published_at)) <= 24 * {{ var('version_window_days') }}
        )
    )
