-- Linked copies that are not in one group, groups that are not named by a member, and articles of one copy group that
-- are not in one story.
select
    duplicates.duplicate_id as wrong,
    one.copy_group as one,
    other.copy_group as other
from {{ ref('duplicates') }} as duplicates
inner join {{ ref('int_copy_links') }} as links on duplicates.a = links.a and duplicates.b = links.b
inner join {{ ref('articles') }} as one on duplicates.a = one.article_id
inner join {{ ref('articles') }} as other on duplicates.b = other.article_id
where one.copy_group != other.copy_group
union all
select
    copy_group as wrong,
    min(story_id) as one,
    max(story_id) as other
from {{ ref('articles') }}
group by copy_group
having min(story_id) != max(story_id) or copy_group != 'g:' || min(article_id)
