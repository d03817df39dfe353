-- One pair of copy groups of one subject (a < b): cosine of their words within it, faded by time, in millionths;
-- of two languages, how alike they are altogether.
with shared as (
    select
        terms.subject || ' ' || terms.term as bucket,
        terms.article_id,
        times.first_published as seen_at
    from {{ ref('int_subject_terms') }} as terms
    inner join {{ ref('int_group_times') }} as times on terms.article_id = times.article_id
),

pairs as (
    {{ neighbours('shared', var('bucket_limit')) }}
),

vectors as materialized (
    select
        subject,
        article_id,
        {{ weighed_terms() }} as weighed
    from {{ ref('int_subject_terms') }}
    group by subject, article_id
),

across as (
    select
        likenesses.a,
        likenesses.b,
        likenesses.likeness,
        subjects.subject
    from {{ ref('int_story_likenesses') }} as likenesses
    inner join vectors as subjects on likenesses.a = subjects.article_id
    inner join {{ ref('int_subject_components') }} as components
        on likenesses.b = components.article_id and subjects.subject = components.least_article_id
    where likenesses.is_across
),

within as (
    select
        pairs.a,
        pairs.b,
        vectors_a.subject,
        {{ cosine('vectors_a', 'vectors_b') }} as cosine
    from pairs
    inner join vectors as vectors_a on pairs.a = vectors_a.article_id
    inner join vectors as vectors_b on pairs.b = vectors_b.article_id
)

select
    within.subject,
    within.a,
    within.b,
    round(
        within.cosine * 1000000 * {{ nearness('times_a.first_published', 'times_b.first_published') }}
    )::bigint as likeness
from within
inner join {{ ref('int_group_times') }} as times_a on within.a = times_a.article_id
inner join {{ ref('int_group_times') }} as times_b on within.b = times_b.article_id
left join across on within.a = across.a and within.b = across.b
where across.a is null
union all
select
    across.subject,
    across.a,
    across.b,
    across.likeness
from across
