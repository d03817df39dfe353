-- One article: its copy group, named by the least member; an article without copies is its own group.
{{ of_moved('article_id') }}
select
    articles.article_id,
    coalesce(components.least_article_id, articles.article_id) as least_article_id,
    'g:' || coalesce(components.least_article_id, articles.article_id) as copy_group
from {{ ref('int_moved_articles') }} as articles
left join {{ ref('int_copy_components') }} as components on articles.article_id = components.article_id
