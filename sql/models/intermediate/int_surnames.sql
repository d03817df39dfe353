-- One surname that means one person wherever an article gives no full name: nearly all articles with a bearer have
-- the same one. A word that is also a first name of others is nobody's.
with first_names as (
    select
        words[1] as word,
        sum(articles) as articles,
        count(*) as bearers
    from {{ ref('int_persons') }}
    group by words[1]
),

ranked as (
    select
        surname,
        sum(articles) as articles,
        max(articles) as most,
        arg_max(entity_id, { 'articles': articles, 'entity_id': entity_id }) as entity_id
    from {{ ref('int_person_endings') }}
    group by surname
)

select
    ranked.surname,
    ranked.entity_id,
    ranked.most as articles,
    round(ranked.most / (ranked.articles + coalesce(first_names.articles, 0)), 2) as score
from ranked
left join first_names on ranked.surname = first_names.word
where
    len(ranked.surname) > 2
    and ranked.most >= 5
    and ranked.most >= 0.9 * ranked.articles
    and (first_names.bearers is null or first_names.bearers < 3 or ranked.most >= 20 * first_names.articles)
