-- One merge of two clusters of one subject into one story: modularity, so that two stay apart unless they are more
-- alike than texts of their subject are anyway.
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
        2 * sum(likeness)::bigint as total
    from {{ ref('int_subject_likenesses') }}
    group by subject
),

edges as (
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
),

merges as (
    {{ agglomerate('edges', 'weight - ' ~ var('story_resolution') ~ ' * mass_a * (mass_b / total)') }}
)

select
    a,
    b
from merges
