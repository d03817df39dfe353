-- One edge between two articles of one story: copies of whatever relation, and a copy group's few likest others.
-- Only the likest: a chain of middling likenesses would make one story of a whole winter.
with both_ways as (
    select
        a as one,
        b as other,
        likeness
    from {{ ref('int_story_likenesses') }}
    union all
    select
        b as one,
        a as other,
        likeness
    from {{ ref('int_story_likenesses') }}
),

likest as (
    select
        one,
        other
    from both_ways
    qualify row_number() over (partition by one order by likeness desc, other asc) <= {{ var('story_links') }}
)

select
    least(one, other) as a,
    greatest(one, other) as b
from likest
union
select
    least(article_id, least_article_id) as a,
    greatest(article_id, least_article_id) as b
from {{ ref('int_copy_groups') }}
where article_id != least_article_id
union
select
    a,
    b
from {{ ref('int_copies') }}
