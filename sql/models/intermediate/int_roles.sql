-- One office and the person who holds it in these articles, as words before her name say: "le président ukrainien
-- Volodymyr Zelensky". An office of one word, "le ministre", is anybody's.
with named as (
    select
        figures.source_key,
        replace({{ slug('mentions.text') }}, '-', ' ') as person,
        entities.entity_id,
        entities.name
    from {{ ref('stg_figures') }} as figures
    inner join {{ ref('stg_mentions') }} as mentions
        on
            figures.article_id = mentions.article_id
            and figures.source_start < mentions.end_char
            and figures.source_end = mentions.end_char
            and mentions.label = 'PERSON'
    inner join {{ ref('int_mention_entities') }} as entities
        on
            mentions.article_id = entities.article_id
            and mentions.start_char = entities.start_char
            and mentions.end_char = entities.end_char
    where entities.entity_id is not null and figures.source_key is not null
),

counted as (
    select
        trim(left(source_key, length(source_key) - length(person))) as office,
        entity_id,
        min(name) as name,
        count(*) as times
    from named
    where ends_with(source_key, ' ' || person)
    group by office, entity_id
)

select
    office,
    entity_id,
    name
from counted
where contains(office, ' ')
qualify times >= 0.8 * sum(times) over (partition by office)
