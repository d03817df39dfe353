-- One pair of copy groups (a < b) of one subject as an edge of its graph: how alike they are, how alike each is to all
-- of the subject, and how alike all of it are, by which what two must have with each other is reckoned.
with degrees as (
    select
        article_id,
        sum(likeness)::bigint as degree
    from (
        select
            a as article_id,
            likeness
        from {{ ref('int_subject_likenesses') }}
        union all
        select
            b as article_id,
            likeness
        from {{ ref('int_subject_likenesses') }}
    )
    group by article_id
),

totals as (
    select
        subject,
        round(2 * sum(likeness) / {{ var('story_resolution') }})::bigint as total
    from {{ ref('int_subject_likenesses') }}
    group by subject
)

select
    likenesses.a,
    likenesses.b,
    likenesses.likeness as weight,
    degrees_a.degree as mass_a,
    degrees_b.degree as mass_b,
    totals.total
from {{ ref('int_subject_likenesses') }} as likenesses
inner join degrees as degrees_a on likenesses.a = degrees_a.article_id
inner join degrees as degrees_b on likenesses.b = degrees_b.article_id
inner join totals on likenesses.subject = totals.subject
