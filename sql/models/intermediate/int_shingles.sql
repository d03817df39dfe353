-- One text that is compared: the set of its windows of 5 words, as hashes; a shorter text is one window.
-- windows_of is compiled (tasks/functions.py).
with wanted as (
    select a as article_id from {{ ref('int_compared') }}
    union
    select b as article_id from {{ ref('int_compared') }}
)

select
    wanted.article_id,
    windows_of(articles.text) as shingles
from wanted
inner join {{ ref('stg_articles') }} as articles on wanted.article_id = articles.article_id
