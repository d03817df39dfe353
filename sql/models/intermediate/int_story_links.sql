-- One edge between two articles of one story: a copy and its group, and copy groups of one event. What merely
-- contains another text is no edge: a live page would tie all that it reports of.
with split as (
    select distinct article_id
    from {{ ref('int_subject_terms') }}
)

select
    a,
    b
from {{ ref('int_story_merges') }}
union
select
    joined.a,
    joined.b
from {{ ref('int_subject_merges') }} as joined
left join split on joined.a = split.article_id
where split.article_id is null
union
select
    least(article_id, least_article_id) as a,
    greatest(article_id, least_article_id) as b
from {{ ref('int_copy_groups') }}
where article_id != least_article_id
