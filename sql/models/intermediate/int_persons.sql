-- One person as far as articles give a full name: the words of the id, the name most often written, the articles.
with named as (
    select
        entity_id,
        name,
        article_id
    from {{ ref('stg_mentions') }}
    where label = 'PERSON' and entity_id like 'per:%'
),

names as (
    select
        entity_id,
        name
    from named
    group by entity_id, name
    qualify row_number() over (partition by entity_id order by count(distinct article_id) desc, name asc) = 1
),

totals as (
    select
        entity_id,
        count(distinct article_id) as articles
    from named
    group by entity_id
)

select
    totals.entity_id,
    names.name,
    totals.articles,
    substring(totals.entity_id, 5) as slug,
    string_split(substring(totals.entity_id, 5), '-') as words
from totals
inner join names on totals.entity_id = names.entity_id
