-- One edge between two copies that do not read the same, in order of time: undated first, then by publication, then
-- by ids, as versions are.
with turns as (
    select
        articles.article_id,
        signatures.text_key,
        { 'at': coalesce(articles.published_at, timestamp '0001-01-01'), 'id': articles.article_id } as turn
    from {{ ref('stg_articles') }} as articles
    inner join {{ ref('stg_signatures') }} as signatures on articles.article_id = signatures.article_id
)

select
    copies.a || '+' || copies.b as duplicate_id,
    copies.relation,
    case when turn_a.turn < turn_b.turn then copies.a else copies.b end as article_before,
    case when turn_a.turn < turn_b.turn then copies.b else copies.a end as article_after
from {{ ref('int_copies') }} as copies
inner join turns as turn_a on copies.a = turn_a.article_id
inner join turns as turn_b on copies.b = turn_b.article_id
where turn_a.text_key != turn_b.text_key
