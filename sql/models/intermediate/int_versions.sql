-- One article: its series of versions, named by the least member, and the version before it: the latest of those that
-- it is linked to. The order is that of publication, then of ids, never that of landing; undated counts as the oldest.
{{ of_moved('article_id') }}
with turns as (
    select
        article_id,
        { 'at': coalesce(published_at, timestamp '0001-01-01'), 'id': article_id } as turn
    from {{ ref('int_imprints') }}
),

both_ways as (
    select
        a as article_id,
        b as other
    from {{ ref('int_version_links') }}
    union all
    select
        b as article_id,
        a as other
    from {{ ref('int_version_links') }}
),

before as (
    select
        both_ways.article_id,
        arg_max(both_ways.other, turn_other.turn) as version_of
    from both_ways
    inner join turns on both_ways.article_id = turns.article_id
    inner join turns as turn_other on both_ways.other = turn_other.article_id
    where turn_other.turn < turns.turn
    group by both_ways.article_id
)

select
    imprints.article_id,
    imprints.document_key,
    imprints.item,
    imprints.page,
    coalesce(components.least_article_id, imprints.article_id) as series,
    before.version_of
from {{ ref('int_imprints') }} as imprints
semi join {{ ref('int_moved_articles') }} as moved on imprints.article_id = moved.article_id
left join {{ ref('int_version_components') }} as components on imprints.article_id = components.article_id
left join before on imprints.article_id = before.article_id
