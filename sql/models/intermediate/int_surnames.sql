-- One surname that means one person wherever an article gives no full name: nearly all articles with a bearer have
-- the same one. A word that is also a first name of others is nobody's, and so is a name that a place has.
with persons as (
    select
        coalesce(variants.into_id, persons.entity_id) as entity_id,
        persons.words,
        persons.articles
    from {{ ref('int_persons') }} as persons
    left join {{ ref('int_person_merges') }} as variants on persons.entity_id = variants.entity_id
),

endings as (
    select
        array_to_string(words[place:], '-') as surname,
        entity_id,
        sum(articles) as articles
    from (
        select
            persons.entity_id,
            persons.words,
            persons.articles,
            unnest(range(2, len(persons.words) + 1)) as place
        from persons
    ) as placed
    group by surname, entity_id
),

first_names as (
    select
        words[1] as word,
        sum(articles) as articles,
        count(distinct entity_id) as bearers
    from persons
    group by words[1]
),

ranked as (
    select
        surname,
        sum(articles) as articles,
        max(articles) as most,
        arg_max(entity_id, { 'articles': articles, 'entity_id': entity_id }) as entity_id
    from endings
    group by surname
)

select
    ranked.surname,
    ranked.entity_id,
    round(ranked.most / (ranked.articles + coalesce(first_names.articles, 0)), 2) as score
from ranked
left join first_names on ranked.surname = first_names.word
where
    len(ranked.surname) > 2
    and ranked.most >= 3
    and ranked.most >= 0.9 * ranked.articles
    and (first_names.bearers is null or first_names.bearers < 3 or ranked.most >= 20 * first_names.articles)
