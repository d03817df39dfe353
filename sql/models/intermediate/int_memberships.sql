-- One article: its copy group and its story, each named by its least member; an article alone is its own.
select
    copy_groups.article_id,
    copy_groups.copy_group,
    's:' || coalesce(components.least_article_id, copy_groups.article_id) as story_id
from {{ ref('int_copy_groups') }} as copy_groups
left join {{ ref('int_story_components') }} as components on copy_groups.article_id = components.article_id
