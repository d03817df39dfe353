-- One article in the turn of those of its page, or of its publisher's headline.
{{ config(materialized='view') }}
select
    article_id,
    hash('page', page) as turn_key,
    true as same_page,
    published_at
from {{ ref('int_imprints') }}
union all
select
    article_id,
    hash('headline', house, headline) as turn_key,
    false as same_page,
    published_at
from {{ ref('int_imprints') }}
where house is not null and headline is not null
