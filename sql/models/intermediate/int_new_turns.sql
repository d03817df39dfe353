-- One turn that a new article takes part in.
select distinct turns.turn_key
from {{ ref('int_turns') }} as turns
semi join {{ ref('stg_new_articles') }} as articles on turns.article_id = articles.article_id
