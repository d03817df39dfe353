-- One of the {{ var('terms_kept') }} heaviest telling words of one copy group's least article, as share of a vector of
-- length one.
with ranked as (
    select
        article_id,
        term,
        weight,
        row_number() over (partition by article_id order by weight desc, term asc) as place
    from {{ ref('int_weights') }}
    qualify place <= {{ var('terms_kept') }}
)

select
    article_id,
    term,
    place,
    round(
        weight::double / sqrt((sum(weight * weight) over (partition by article_id))::double), 5
    )::decimal(6, 5) as share
from ranked
