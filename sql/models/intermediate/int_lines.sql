-- One line of an article whose publisher, or whose address, is known: its span, and a key of it in which numbers are
-- one and the same ("Publié à 18h05" comes at every hour). The headline is no furniture of the page.
{{ remembered('int_imprints', ['article_id']) }}
with split as (
    select
        articles.article_id,
        imprints.house,
        lower(articles.title) as headline,
        string_split(articles.text, chr(10)) as lines
    from {{ unseen('int_imprints', ['article_id']) }} as unseen
    inner join {{ ref('stg_articles') }} as articles on unseen.article_id = articles.article_id
    inner join {{ ref('int_imprints') }} as imprints on articles.article_id = imprints.article_id
    where imprints.house is not null
),

spread as (
    select
        article_id,
        house,
        headline,
        unnest(lines) as line,
        generate_subscripts(lines, 1) as place
    from split
),

placed as (
    select
        article_id,
        house,
        headline,
        trim(lower(line)) as folded,
        length(line) as length,
        sum(length(line) + 1) over (partition by article_id order by place asc)::bigint as next_start
    from spread
)

select
    article_id,
    house,
    next_start - 1 - length as start_char,
    next_start - 1 as end_char,
    hash(house, regexp_replace(folded, {{ numerals() }}, '#', 'g')) as line_key
from placed
where folded != '' and folded is distinct from headline
