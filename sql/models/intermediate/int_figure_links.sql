-- One figure: the mention that names its claimant and its place (the first mention inside it that is no country, else
-- the first: "Lviv, en Ukraine" is in Lviv). A part of a country has no place_id: "le sud de la France".
with claimants as (
    {{ speakers(ref('stg_figures'), ['figure_id'], 'source', 'source_key') }}
),

places as (
    select
        figures.figure_id,
        entities.entity_id as place_id,
        entities.name as place_name
    from {{ ref('stg_figures') }} as figures
    inner join {{ ref('stg_mentions') }} as mentions
        on
            figures.article_id = mentions.article_id
            and figures.place_start < mentions.end_char
            and figures.place_end > mentions.start_char
    inner join {{ ref('int_mention_entities') }} as entities
        on
            mentions.article_id = entities.article_id
            and mentions.start_char = entities.start_char
            and mentions.end_char = entities.end_char
    where
        mentions.label in ('GPE', 'LOC') and entities.entity_id is not null
        and not (
            coalesce(starts_with(figures.place_key, 'words:'), false)
            and (starts_with(entities.entity_id, 'iso:') or starts_with(entities.entity_id, 'place:'))
        )
    qualify row_number() over (
        partition by figures.figure_id
        order by entities.entity_id like 'iso:%' asc, mentions.start_char asc, mentions.end_char asc
    ) = 1
)

select
    figures.figure_id,
    claimants.entity_id as source_entity_id,
    claimants.name as source_name,
    claimants.actor_id as source_actor_id,
    places.place_id,
    places.place_name
from {{ ref('stg_figures') }} as figures
left join claimants on figures.figure_id = claimants.figure_id
left join places on figures.figure_id = places.figure_id
