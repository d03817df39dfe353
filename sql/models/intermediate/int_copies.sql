-- One edge between two copies (a < b by article_id): what relates them. Two versions of a piece are versions, however
-- much they share; else the same words are exact; else jaccard, then containment, decides.
-- Up to {{ var('bucket_limit') }} articles of one text are linked each to each; more of them as a star around the
-- least id. Two texts that are near are linked article by article when that makes no more edges than this, else once.
{{ of_moved('a') }}
with texts as (
    select
        dated.article_id,
        texts.text_key,
        texts.article_id as text_id,
        texts.copies,
        dated.shingle_count,
        dated.published_at
    from {{ ref('int_dated_texts') }} as dated
    semi join {{ ref('int_moved_articles') }} as moved on dated.article_id = moved.article_id
    inner join {{ ref('int_texts') }} as texts on dated.text_key = texts.text_key
),

version_pairs as (
    select
        least(article_id, version_of) as a,
        greatest(article_id, version_of) as b
    from {{ ref('int_versions') }}
    where version_of is not null
),

exact_pairs as (
    select
        one.article_id as a,
        other.article_id as b
    from texts as one
    inner join texts as other on one.text_key = other.text_key and one.article_id < other.article_id
    where one.copies <= {{ var('bucket_limit') }} or one.article_id = one.text_id
),

near_pairs as (
    select
        least(one.article_id, other.article_id) as a,
        greatest(one.article_id, other.article_id) as b
    from {{ ref('int_overlaps') }} as shares
    inner join texts as one on shares.a = one.text_id
    inner join texts as other on shares.b = other.text_id
    where
        (shares.jaccard >= 0.5 or shares.containment >= 0.8)
        and (
            one.copies * other.copies <= {{ var('bucket_limit') }}
            or (one.article_id = one.text_id and other.article_id = other.text_id)
        )
        and (
            one.published_at is null
            or other.published_at is null
            or abs(date_diff('hour', one.published_at, other.published_at)) <= 24 * {{ var('copy_window_days') }}
        )
),

pairs as (
    select
        a,
        b
    from version_pairs
    union
    select
        a,
        b
    from exact_pairs
    union
    select
        a,
        b
    from near_pairs
),

measured as (
    select
        pairs.a,
        pairs.b,
        text_a.text_key = text_b.text_key as same_text,
        page_a.series = page_b.series
        and (text_a.text_key != text_b.text_key or page_a.page = page_b.page) as are_versions,
        text_a.shingle_count as windows,
        shares.jaccard,
        shares.containment,
        shares.shared_shingles
    from pairs
    inner join texts as text_a on pairs.a = text_a.article_id
    inner join texts as text_b on pairs.b = text_b.article_id
    inner join {{ ref('int_versions') }} as page_a on pairs.a = page_a.article_id
    inner join {{ ref('int_versions') }} as page_b on pairs.b = page_b.article_id
    left join {{ ref('int_overlaps') }} as shares
        on
            least(text_a.text_id, text_b.text_id) = shares.a
            and greatest(text_a.text_id, text_b.text_id) = shares.b
)

select
    a,
    b,
    case
        when are_versions then 'version'
        when same_text then 'exact'
        when jaccard >= 0.5 then 'near'
        else 'contains'
    end as relation,
    case when same_text then 1.0 else jaccard end as jaccard,
    case when same_text then 1.0 else containment end as containment,
    case when same_text then windows else shared_shingles end as shared_shingles
from measured
