-- One article as last published: its copy group and its story of then.
select
    article_id,
    copy_group,
    story_id
from {{ source('landing', 'published_memberships') }}
