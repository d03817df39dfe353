-- One pair of articles (a < b) that may be two versions: they follow one another on one page, or stand close to each
-- other under one publisher's headline.
with pages as (
    select
        imprints.article_id,
        'page' as likewise,
        lag(imprints.article_id) over (
            partition by imprints.page
            order by articles.published_at asc nulls first, imprints.article_id asc
        ) as earlier
    from {{ ref('int_imprints') }} as imprints
    inner join {{ ref('stg_articles') }} as articles on imprints.article_id = articles.article_id
),

headlines as (
    select
        imprints.article_id,
        'headline' as likewise,
        unnest([
            lag(imprints.article_id, 1) over turns,
            lag(imprints.article_id, 2) over turns,
            lag(imprints.article_id, 3) over turns
        ]) as earlier
    from {{ ref('int_imprints') }} as imprints
    inner join {{ ref('stg_articles') }} as articles on imprints.article_id = articles.article_id
    where imprints.house is not null and imprints.headline is not null
    window turns as (
        partition by imprints.house, imprints.headline
        order by articles.published_at asc nulls first, imprints.article_id asc
    )
),

pairs as (
    select
        article_id,
        earlier,
        likewise
    from pages
    where earlier is not null
    union all
    select
        article_id,
        earlier,
        likewise
    from headlines
    where earlier is not null
)

select
    least(article_id, earlier) as a,
    greatest(article_id, earlier) as b,
    bool_or(likewise = 'page') as same_page
from pairs
group by 1, 2
