-- One copy group, by its least article: when its members were published, and whether one has no date.
select
    copy_groups.least_article_id as article_id,
    min(articles.published_at) as first_published,
    max(articles.published_at) as last_published,
    bool_or(articles.published_at is null) as undated
from {{ ref('int_copy_groups') }} as copy_groups
inner join {{ ref('stg_articles') }} as articles on copy_groups.article_id = articles.article_id
group by copy_groups.least_article_id
