-- One pair of articles that have anything to do with one another: they may be versions, their texts share three tenths
-- of the shorter one, or they have one text.
{{ config(materialized='view') }}
select
    a,
    b
from {{ ref('int_version_candidates') }}
union all
select
    a,
    b
from {{ ref('int_overlaps') }}
where containment >= 0.3
union all
select
    texts.article_id as a,
    dated.article_id as b
from {{ ref('int_texts') }} as texts
inner join {{ ref('int_dated_texts') }} as dated on texts.text_key = dated.text_key
where texts.copies > 1 and texts.article_id != dated.article_id
