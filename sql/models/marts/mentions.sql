-- Grain: one mention of an entity in one article.
select
    entities.mention_id,
    mentions.article_id,
    mentions.start_char,
    mentions.end_char,
    mentions.text,
    case when entities.entity_id like 'per:%' then 'PERSON' else mentions.label end as label,
    entities.entity_id,
    entities.name,
    mentions.country,
    mentions.actor_id,
    mentions.engine,
    entities.link_rule,
    entities.link_score,
    mentions.local_entity_id,
    articles.published_at,
    articles.publisher,
    mentions.batch_id
from {{ ref('stg_mentions') }} as mentions
inner join {{ ref('int_mention_entities') }} as entities
    on
        mentions.article_id = entities.article_id
        and mentions.start_char = entities.start_char
        and mentions.end_char = entities.end_char
inner join {{ ref('stg_articles') }} as articles on mentions.article_id = articles.article_id
