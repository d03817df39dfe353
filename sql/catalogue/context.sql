-- context(id, characters)
-- The words around a figure, mention, statement or date, so many characters to each side; of a claim, around each of
-- its figures. `before`, `span` and `after` make up that part of the text.
with asked as (
    select id as asked_id
    where not starts_with(id, 'c:')
    union all
    select unnest(claims.figure_ids) as asked_id
    from {{ ref('claims') }} as claims
    where claims.claim_id = id
),

spans as (
    select
        asked_id,
        regexp_extract(asked_id, '^([^:/]+)[:/]\d+-\d+', 1) as article_id,
        try_cast(regexp_extract(asked_id, '^[^:/]+[:/](\d+)-', 1) as bigint) as start_char,
        try_cast(regexp_extract(asked_id, '^[^:/]+[:/]\d+-(\d+)', 1) as bigint) as end_char
    from asked
)

select
    spans.asked_id as row_id,
    articles.publisher,
    articles.published_at,
    articles.title,
    substring(
        articles.text,
        greatest(spans.start_char - characters, 0) + 1, -- noqa: RF02
        least(spans.start_char, characters) -- noqa: RF02
    ) as before,
    substring(articles.text, spans.start_char + 1, spans.end_char - spans.start_char) as span,
    substring(articles.text, spans.end_char + 1, characters) as after, -- noqa: RF02
    articles.article_id,
    spans.start_char,
    spans.end_char
from spans
inner join {{ ref('articles') }} as articles on spans.article_id = articles.article_id
where spans.end_char <= articles.char_count
order by articles.published_at asc nulls last, row_id asc
