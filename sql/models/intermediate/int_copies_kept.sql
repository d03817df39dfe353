-- One copy group: the one article of it that is kept when copies are to be left out. It is the earliest, else the
-- longest, else the one of the least id; an undated one is kept only where none has a date.
select
    copy_groups.copy_group,
    arg_min(
        copy_groups.article_id,
        {
            'at': coalesce(articles.published_at, timestamp '9999-12-31'),
            'length': -articles.char_count,
            'id': copy_groups.article_id
        }
    ) as article_id
from {{ ref('int_copy_groups') }} as copy_groups
inner join {{ ref('stg_articles') }} as articles on copy_groups.article_id = articles.article_id
group by copy_groups.copy_group
