-- One figure without a place, whose sentence still names a town or a region: what it counts may be there.
with spots as (
    select
        mentions.article_id,
        mentions.start_char
    from {{ ref('stg_mentions') }} as mentions
    inner join {{ ref('int_mention_entities') }} as entities
        on
            mentions.article_id = entities.article_id
            and mentions.start_char = entities.start_char
            and mentions.end_char = entities.end_char
    where
        mentions.label in ('GPE', 'LOC')
        and (entities.entity_id is null or starts_with(entities.entity_id, 'geo:'))
),

placed as (
    select distinct
        spots.article_id,
        sentences.sentence
    from spots
    asof inner join {{ ref('stg_sentences') }} as sentences
        on spots.article_id = sentences.article_id and spots.start_char >= sentences.start_char
    where spots.start_char < sentences.end_char
)

select figures.figure_id
from {{ ref('stg_figures') }} as figures
inner join {{ ref('int_figure_sentences') }} as sentences on figures.figure_id = sentences.figure_id
inner join placed on figures.article_id = placed.article_id and sentences.sentence_number = placed.sentence
where figures.place is null
