-- One text of a pair that was not compared before: the set of its windows of 5 words, as hashes; a shorter text is one
-- window. windows_of is compiled (tasks/functions.py).
with ends as (
    select unnest([a, b]) as article_id
    from {{ unseen('int_compared', ['a', 'b'], of='int_overlaps') }}
),

wanted as (
    select distinct article_id
    from ends
)

select
    wanted.article_id,
    windows_of(articles.text) as shingles
from wanted
inner join {{ ref('stg_articles') }} as articles on wanted.article_id = articles.article_id
