-- Articles whose kept copy is of another group, and groups that keep more than one.
select
    articles.article_id as wrong,
    articles.copy_group,
    kept.copy_group as group_of_kept
from {{ ref('articles') }} as articles
inner join {{ ref('articles') }} as kept on articles.kept_article_id = kept.article_id
where articles.copy_group != kept.copy_group
union all
select
    min(article_id) as wrong,
    copy_group,
    copy_group as group_of_kept
from {{ ref('articles') }}
group by copy_group
having count(distinct kept_article_id) > 1 or count(distinct source) > 1
