-- One anchor of one copy group's least article: what texts on one event share in whatever language they are written,
-- that is names, numbers, and linked places and organisations, as shares of a vector of length one.
{{ remembered('int_group_times', ['article_id']) }}
with kept as (
    select article_id
    from {{ unseen('int_group_times', ['article_id']) }}
),

entities as (
    select
        mentions.article_id,
        mentions.entity_id as term,
        unnest(regexp_extract_all(strip_accents(lower(mentions.text)), '\p{L}{3,}')) as word
    from {{ ref('stg_mentions') }} as mentions
    inner join kept on mentions.article_id = kept.article_id
    where mentions.entity_id is not null
),

-- an entity weighs as the most telling word of its name
weighed as (
    select
        weights.article_id,
        weights.term,
        weights.weight
    from {{ ref('int_weights') }} as weights
    inner join kept on weights.article_id = kept.article_id
    where weights.is_anchor
    union all
    select
        entities.article_id,
        entities.term,
        max(weights.weight) as weight
    from entities
    inner join {{ ref('int_weights') }} as weights
        on
            entities.article_id = weights.article_id
            and left({{ latin('entities.word') }}, {{ var('stem_letters') }}) = weights.term
    group by entities.article_id, entities.term
)

{{ heaviest('weighed') }}
