-- One merge of two clusters of copy groups into one subject: average link, so that a chain of middling likenesses
-- does not make one story of a whole winter. A short text needs more likeness: fewer words meet by chance more.
with masses as (
    select
        article_id,
        round(1000 * sqrt(
            {{ var('story_likeness') }} + {{ var('headline_likeness') }} * (1 - count(*) / {{ var('terms_kept') }})
        ))::bigint as mass
    from {{ ref('int_terms') }}
    group by article_id
),

edges as (
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
),

merges as (
    {{ agglomerate('edges', 'weight / (mass_a * mass_b) - 1') }}
)

select
    a,
    b
from merges
