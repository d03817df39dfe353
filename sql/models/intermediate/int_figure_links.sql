-- One figure: the mentions that name its claimant (a person's name first where a person speaks, then the longest
-- overlap of spans, the earlier, the shorter; "une chercheuse de Bruxelles" is not Bruxelles)
-- and its place (the first mention inside it that is no country, else the first: "Lviv, en Ukraine" is in Lviv).
with mentions as (
    select
        spans.article_id,
        spans.start_char,
        spans.end_char,
        spans.text,
        spans.label,
        spans.actor_id,
        entities.entity_id,
        entities.name
    from {{ ref('stg_mentions') }} as spans
    inner join {{ ref('int_mention_entities') }} as entities
        on
            spans.article_id = entities.article_id
            and spans.start_char = entities.start_char
            and spans.end_char = entities.end_char
),

claimants as (
    select
        figures.figure_id,
        mentions.entity_id as source_entity_id,
        mentions.name as source_name,
        mentions.actor_id as source_actor_id
    from {{ ref('stg_figures') }} as figures
    inner join mentions
        on
            figures.article_id = mentions.article_id
            and figures.source_start < mentions.end_char
            and figures.source_end > mentions.start_char
            and (figures.source_kind not in ('person', 'anonymous') or mentions.label in ('PERSON', 'ORG'))
    qualify row_number() over (
        partition by figures.figure_id
        order by
            figures.source_kind = 'person' and mentions.label = 'PERSON' desc,
            least(figures.source_end, mentions.end_char) - greatest(figures.source_start, mentions.start_char) desc,
            mentions.start_char asc,
            mentions.end_char asc
    ) = 1
),

places as (
    select
        figures.figure_id,
        mentions.entity_id as place_id,
        mentions.name as place_name
    from {{ ref('stg_figures') }} as figures
    inner join mentions
        on
            figures.article_id = mentions.article_id
            and figures.place_start < mentions.end_char
            and figures.place_end > mentions.start_char
    where mentions.label in ('GPE', 'LOC') and mentions.entity_id is not null
    qualify row_number() over (
        partition by figures.figure_id
        order by mentions.entity_id like 'iso:%' asc, mentions.start_char asc, mentions.end_char asc
    ) = 1
)

select
    figures.figure_id,
    claimants.source_entity_id,
    claimants.source_name,
    claimants.source_actor_id,
    places.place_id,
    places.place_name
from {{ ref('stg_figures') }} as figures
left join claimants on figures.figure_id = claimants.figure_id
left join places on figures.figure_id = places.figure_id
