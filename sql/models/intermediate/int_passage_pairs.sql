-- One pair of distinct texts (a < b, by text_key): the shorter one has three tenths of its passages in the other,
-- and they are rare: no more than {{ var('bucket_limit') }} texts of a cell have them. A brief of an agency in a long
-- page is found by its own words, furniture finds nothing.
with holders as (
    select
        cell,
        list(text_key order by text_key) as holding
    from {{ ref('int_meetings') }}
    where bucket % 2 = 1
    group by bucket, cell
    having count(*) between 2 and {{ var('bucket_limit') }}
),

held as (
    select
        cell,
        holding,
        unnest(holding) as text_key
    from holders
),

met as (
    select
        cell,
        text_key as a,
        unnest(list_filter(holding, lambda other: other > text_key)) as b
    from held
),

shared as (
    select
        a,
        b,
        cell,
        count(*) as passages
    from met
    group by a, b, cell
)

select distinct
    shared.a,
    shared.b
from shared
inner join {{ ref('int_texts') }} as text_a on shared.a = text_a.text_key
inner join {{ ref('int_texts') }} as text_b on shared.b = text_b.text_key
where shared.passages >= 0.3 * least(text_a.passages, text_b.passages)
