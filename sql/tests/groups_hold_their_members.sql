-- Copies that are not in one group, and articles of one copy group that are not in one story.
select
    duplicates.duplicate_id as wrong,
    one.copy_group as one,
    other.copy_group as other
from {{ ref('duplicates') }} as duplicates
inner join {{ ref('articles') }} as one on duplicates.a = one.article_id
inner join {{ ref('articles') }} as other on duplicates.b = other.article_id
where duplicates.relation != 'contains' and one.copy_group != other.copy_group
union all
select
    copy_group as wrong,
    min(story_id) as one,
    max(story_id) as other
from {{ ref('articles') }}
group by copy_group
having min(story_id) != max(story_id)
