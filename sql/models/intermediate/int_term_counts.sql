-- One copy group's least article: how many telling words are kept of it.
select
    article_id,
    count(*) as terms
from {{ ref('int_terms') }}
group by article_id
