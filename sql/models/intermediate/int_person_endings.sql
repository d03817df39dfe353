-- One ending of full names and one person who bears it: "le-pen" and "pen" of "marine-le-pen".
with persons as (
    select
        coalesce(variants.into_id, persons.entity_id) as entity_id,
        persons.words,
        persons.articles
    from {{ ref('int_persons') }} as persons
    left join {{ ref('int_person_merges') }} as variants on persons.entity_id = variants.entity_id
),

placed as (
    select
        entity_id,
        words,
        articles,
        unnest(range(2, len(words) + 1)) as place
    from persons
)

select
    array_to_string(words[place:], '-') as surname,
    entity_id,
    sum(articles) as articles
from placed
group by surname, entity_id
