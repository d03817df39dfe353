-- One mention: the entity it names, and by which rule. A link that Python made stands; a person without one is named by
-- the fullest name that the article gives her ("Macron" of "Emmanuel Macron"), else by a surname that means one person
-- in all articles. Variants of a name are one person. What the user's overrides say comes last and wins.
with full_names as (
    select
        article_id,
        local_entity_id,
        min(entity_id) as entity_id,
        max(len(name_tokens)) as words,
        arg_max(text, { 'words': len(name_tokens), 'name': text }) as person_name
    from {{ ref('stg_mentions') }}
    where label = 'PERSON' and local_entity_id is not null
    group by article_id, local_entity_id
),

known_here as (
    select distinct
        mentions.article_id,
        endings.surname
    from {{ ref('stg_mentions') }} as mentions
    left join {{ ref('int_person_merges') }} as variants on mentions.entity_id = variants.entity_id
    inner join {{ ref('int_person_endings') }} as endings
        on coalesce(variants.into_id, mentions.entity_id) = endings.entity_id
),

endings as (
    select distinct surname
    from {{ ref('int_person_endings') }}
),

named as (
    select
        mentions.article_id,
        mentions.start_char,
        mentions.end_char,
        mentions.label,
        mentions.name,
        mentions.link_rule,
        mentions.link_score,
        full_names.person_name,
        {{ slug('mentions.text') }} as surname,
        coalesce(
            mentions.entity_id,
            full_names.entity_id,
            -- "Le Pen" and "De Wever" are two words and no full names: longer names end in them
            case
                when full_names.words >= 2 and endings.surname is null
                    then 'per:' || {{ slug('full_names.person_name') }}
            end
        ) as own_id
    from {{ ref('stg_mentions') }} as mentions
    left join full_names
        on
            mentions.article_id = full_names.article_id
            and mentions.local_entity_id = full_names.local_entity_id
            and mentions.label = 'PERSON'
    left join endings on {{ slug('full_names.person_name') }} = endings.surname
),

linked as (
    select
        named.*,
        case when known_here.surname is null then surnames.entity_id end as surname_id,
        case when known_here.surname is null then surnames.score end as surname_score
    from named
    left join {{ ref('int_surnames') }} as surnames
        on
            named.own_id is null
            and named.surname = surnames.surname
            -- a model takes the surname of a well-known person for a place now and then: "quinquennat Hollande"
            and (
                named.label = 'PERSON'
                or (named.label <> 'NORP' and surnames.articles >= 20 and surnames.score >= 0.95)
            )
    left join known_here
        on named.article_id = known_here.article_id and named.surname = known_here.surname
),

merged as (
    select
        linked.*,
        case
            when variants.entity_id is null then coalesce(linked.own_id, linked.surname_id)
            else variants.into_id
        end as entity_id
    from linked
    left join {{ ref('int_entity_merges') }} as variants
        on coalesce(linked.own_id, linked.surname_id) = variants.entity_id
),

settled as (
    select
        merged.*,
        overrides.article_id is not null as is_override,
        case when overrides.article_id is null then merged.entity_id else overrides.entity_id end as settled_id
    from merged
    left join {{ ref('stg_mention_overrides') }} as overrides
        on
            merged.article_id = overrides.article_id
            and merged.start_char = overrides.start_char
            and merged.end_char = overrides.end_char
)

select
    settled.article_id || ':' || settled.start_char || '-' || settled.end_char || ':mention' as mention_id,
    settled.article_id,
    settled.start_char,
    settled.end_char,
    settled.settled_id as entity_id,
    case
        when settled.settled_id is null then null
        when persons.name is not null then persons.name
        when settled.settled_id = settled.own_id then coalesce(settled.name, settled.person_name)
    end as name,
    case
        when settled.settled_id is null then null
        when settled.is_override then 'override'
        when settled.own_id is null then 'surname_across'
        else coalesce(settled.link_rule, 'fullest_name')
    end as link_rule,
    case
        when settled.settled_id is null then null
        when settled.is_override then 1.0
        when settled.own_id is null then settled.surname_score
        else coalesce(settled.link_score, 0.8)
    end as link_score
from settled
left join {{ ref('int_persons') }} as persons on settled.settled_id = persons.entity_id
