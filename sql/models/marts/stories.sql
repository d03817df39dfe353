-- Grain: one story, that is one event with all articles about it.
with articles as (
    select
        articles.article_id,
        articles.title,
        regexp_extract(articles.text, '^.{1,100}') as beginning,
        articles.publisher,
        articles.published_at,
        {
            'centrality': -coalesce(centres.centrality, 0),
            'at': coalesce(articles.published_at, timestamp '9999-12-31'),
            'id': articles.article_id
        } as turn
    from {{ ref('stg_articles') }} as articles
    left join {{ ref('int_story_centres') }} as centres on articles.article_id = centres.article_id
)

select
    memberships.story_id,
    coalesce(arg_min(articles.title, articles.turn), arg_min(articles.beginning, articles.turn)) as title,
    count(*) as articles,
    count(distinct memberships.copy_group) as copy_groups,
    count(distinct articles.publisher) as publishers,
    count(distinct sources.source) as independent_sources,
    min(articles.published_at) as first_seen,
    max(articles.published_at) as last_seen
from {{ ref('int_memberships') }} as memberships
inner join articles on memberships.article_id = articles.article_id
inner join {{ ref('int_group_sources') }} as sources on memberships.copy_group = sources.copy_group
group by memberships.story_id
