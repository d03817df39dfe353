-- One edge between two articles of one story: a copy and its group, and copy groups of one event. What merely
-- contains another text is no edge: a live page would tie all that it reports of.
select
    a,
    b
from {{ ref('int_story_merges') }}
union
select
    merges.a,
    merges.b
from {{ ref('int_subject_merges') }} as merges
anti join {{ ref('int_subject_terms') }} as split on merges.a = split.article_id
union
select
    least(article_id, least_article_id) as a,
    greatest(article_id, least_article_id) as b
from {{ ref('int_copy_groups') }}
where article_id != least_article_id
