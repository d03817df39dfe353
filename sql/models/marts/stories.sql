-- Grain: one story, that is one event with all articles about it.
select
    memberships.story_id,
    arg_min(
        coalesce(articles.title, regexp_extract(articles.text, '^.{1,100}')),
        { 'at': coalesce(articles.published_at, timestamp '9999-12-31'), 'id': articles.article_id }
    ) as title,
    count(*) as articles,
    count(distinct memberships.copy_group) as copy_groups,
    count(distinct articles.publisher) as publishers,
    count(distinct sources.source) as independent_sources,
    min(articles.published_at) as first_seen,
    max(articles.published_at) as last_seen
from {{ ref('int_memberships') }} as memberships
inner join {{ ref('stg_articles') }} as articles on memberships.article_id = articles.article_id
inner join {{ ref('int_group_sources') }} as sources on memberships.copy_group = sources.copy_group
group by memberships.story_id
