-- One pair of distinct texts (a < b) to be compared: candidates, and the texts of what may be versions.
with texts as (
    select
        dated.article_id,
        texts.article_id as text_id
    from {{ ref('int_dated_texts') }} as dated
    inner join {{ ref('int_texts') }} as texts on dated.text_key = texts.text_key
),

versions as (
    select
        least(newer.text_id, older.text_id) as a,
        greatest(newer.text_id, older.text_id) as b
    from {{ ref('int_version_candidates') }} as versions
    inner join texts as newer on versions.a = newer.article_id
    inner join texts as older on versions.b = older.article_id
    where newer.text_id != older.text_id
)

select
    a,
    b
from {{ ref('int_copy_candidates') }}
union
select
    a,
    b
from versions
