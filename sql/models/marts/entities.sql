-- Grain: one entity, as far as mentions link to it.
with linked as (
    select
        mentions.entity_id,
        coalesce(mentions.name, spans.text) as name,
        case when mentions.entity_id like 'per:%' then 'PERSON' else spans.label end as label,
        spans.country,
        spans.article_id,
        articles.published_at
    from {{ ref('int_mention_entities') }} as mentions
    inner join {{ ref('stg_mentions') }} as spans
        on
            mentions.article_id = spans.article_id
            and mentions.start_char = spans.start_char
            and mentions.end_char = spans.end_char
    inner join {{ ref('stg_articles') }} as articles on mentions.article_id = articles.article_id
    where mentions.entity_id is not null
),

names as (
    select
        entity_id,
        name
    from linked
    group by entity_id, name
    qualify row_number() over (partition by entity_id order by count(*) desc, name asc) = 1
),

labels as (
    select
        entity_id,
        label
    from linked
    group by entity_id, label
    qualify row_number() over (partition by entity_id order by count(*) desc, label asc) = 1
),

totals as (
    select
        entity_id,
        min(country) as country,
        count(*) as mentions,
        count(distinct article_id) as articles,
        min(published_at) as first_seen,
        max(published_at) as last_seen
    from linked
    group by entity_id
)

select
    totals.entity_id,
    names.name,
    labels.label,
    totals.country,
    totals.mentions,
    totals.articles,
    totals.first_seen,
    totals.last_seen
from totals
inner join names on totals.entity_id = names.entity_id
inner join labels on totals.entity_id = labels.entity_id
