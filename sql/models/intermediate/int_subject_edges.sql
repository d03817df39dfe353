-- One pair of copy groups (a < b) as an edge of the graph of subjects: how alike they are, and how alike they must be:
-- a short text needs more, as fewer words meet by chance more.
with masses as (
    select
        article_id,
        round(1000 * sqrt(
            {{ var('story_likeness') }} + {{ var('headline_likeness') }} * (1 - count(*) / {{ var('terms_kept') }})
        ))::bigint as mass
    from {{ ref('int_terms') }}
    group by article_id
)

select
    likenesses.a,
    likenesses.b,
    likenesses.likeness as weight,
    masses_a.mass as mass_a,
    masses_b.mass as mass_b,
    0 as total
from {{ ref('int_story_likenesses') }} as likenesses
inner join masses as masses_a on likenesses.a = masses_a.article_id
inner join masses as masses_b on likenesses.b = masses_b.article_id
