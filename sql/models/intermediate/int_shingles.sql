-- One text of a pair that was not compared before: the set of its windows of 5 words, as hashes; a shorter text is one
-- window.
with ends as (
    select unnest([a, b]) as article_id
    from {{ unseen('int_compared', ['a', 'b'], of='int_overlaps') }}
),

wanted as (
    select distinct article_id
    from ends
),

words as (
    select
        wanted.article_id,
        regexp_extract_all(lower(articles.text), '[\p{L}\p{N}_]+') as w
    from wanted
    inner join {{ ref('stg_articles') }} as articles on wanted.article_id = articles.article_id
)

select
    article_id,
    case
        when len(w) < 5 then [hash(w)]
        else list_distinct([hash(w[i], w[i + 1], w[i + 2], w[i + 3], w[i + 4]) for i in range(1, len(w) - 3)])
    end as shingles
from words
