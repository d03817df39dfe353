-- One mention: the entity it names. A link that Python made stands; a person without one is named by the fullest name
-- that the article gives her ("Macron" of "Emmanuel Macron"), which joins her across articles.
with full_names as (
    select
        article_id,
        local_entity_id,
        min(entity_id) as entity_id,
        max(len(name_tokens)) as words,
        arg_max(text, { 'words': len(name_tokens), 'name': text }) as person_name,
        regexp_replace(strip_accents(lower(person_name)), '[^\p{L}\p{N}]+', '-', 'g') as slug
    from {{ ref('stg_mentions') }}
    where label = 'PERSON' and local_entity_id is not null
    group by article_id, local_entity_id
)

select
    mentions.article_id || ':' || mentions.start_char || '-' || mentions.end_char || ':mention' as mention_id,
    mentions.article_id,
    mentions.start_char,
    mentions.end_char,
    coalesce(
        mentions.entity_id,
        full_names.entity_id,
        case when full_names.words >= 2 then 'per:' || trim(full_names.slug, '-') end
    ) as entity_id,
    coalesce(mentions.name, case when full_names.words >= 2 then full_names.person_name end) as name
from {{ ref('stg_mentions') }} as mentions
left join full_names
    on
        mentions.article_id = full_names.article_id
        and mentions.local_entity_id = full_names.local_entity_id
        and mentions.label = 'PERSON'
