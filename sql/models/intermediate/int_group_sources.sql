-- One copy group: the one source that all its articles stand for. It is the agency that a member credits,
-- else the publisher that had the text first, else, where nobody is named, the group itself.
select
    memberships.copy_group,
    coalesce(
        min(articles.agency),
        arg_min(
            articles.publisher,
            { 'at': coalesce(articles.published_at, timestamp '9999-12-31'), 'id': articles.article_id }
        ),
        memberships.copy_group
    ) as source
from {{ ref('int_memberships') }} as memberships
inner join {{ ref('stg_articles') }} as articles on memberships.article_id = articles.article_id
group by memberships.copy_group
