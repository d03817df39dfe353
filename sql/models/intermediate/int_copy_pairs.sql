-- One pair of distinct texts (a < b, by text_key) that share a band, or of which the shorter one has three tenths of
-- its passages in the other, and they are rare: no more than {{ var('bucket_limit') }} texts of a cell have them. A
-- brief of an agency in a long page is found by its own words, furniture finds nothing.
-- In a bucket of few texts each meets each other; what stands in one of many meets by cells, macro cells says what
-- these are, and there the nearest in time.
with {{ cells(ref('int_meetings')) }},

few as materialized (
    select
        meetings.bucket,
        meetings.text_key,
        meetings.slot
    from {{ ref('int_meetings') }} as meetings
    anti join full_buckets on meetings.bucket = full_buckets.bucket
),

met as (
    select
        one.text_key as a,
        other.text_key as b,
        one.slot as slot_a,
        other.slot as slot_b,
        count(*) filter (where one.bucket % 2 = 0) as bands,
        count(*) filter (where one.bucket % 2 = 1) as passages
    from few as one
    inner join few as other
        on
            one.bucket = other.bucket
            and one.text_key < other.text_key
            and (one.slot is null or other.slot is null or one.slot between other.slot - 1 and other.slot + 1)
    group by one.text_key, other.text_key, one.slot, other.slot
),

met_in_cells as (
    select
        a,
        b,
        passages,
        unnest(
            case
                when slot_a is null and slot_b is null then [-1]
                when slot_a is null then [slot_b, slot_b + 1]
                when slot_b is null or slot_a = slot_b then [slot_a, slot_a + 1]
                else [greatest(slot_a, slot_b)]
            end
        ) as cell
    from met
),

rare as (
    select
        bucket,
        cell
    from cells
    where bucket % 2 = 1
    group by bucket, cell
    having count(*) between 2 and {{ var('bucket_limit') }}
),

held as materialized (
    select
        cells.bucket,
        cells.cell,
        cells.text_key
    from cells
    semi join rare on cells.bucket = rare.bucket and cells.cell = rare.cell
),

shared as (
    -- two texts in several slots share the same wherever they meet
    select
        a,
        b,
        cell,
        max(passages) as passages
    from met_in_cells
    group by a, b, cell
    union all
    select
        one.text_key as a,
        other.text_key as b,
        one.cell,
        count(*) as passages
    from held as one
    inner join held as other
        on one.bucket = other.bucket and one.cell = other.cell and one.text_key < other.text_key
    group by one.text_key, other.text_key, one.cell
),

summed as (
    select
        a,
        b,
        sum(passages) as passages
    from shared
    group by a, b, cell
),

banded as (
    select
        { 'bucket': cells.bucket, 'cell': cells.cell } as bucket,
        cells.text_key as article_id,
        texts.first_published as seen_at
    from cells
    inner join {{ ref('int_texts') }} as texts on cells.text_key = texts.text_key
    where cells.bucket % 2 = 0
)

select
    summed.a,
    summed.b
from summed
inner join {{ ref('int_texts') }} as text_a on summed.a = text_a.text_key
inner join {{ ref('int_texts') }} as text_b on summed.b = text_b.text_key
where summed.passages >= 0.3 * least(text_a.passages, text_b.passages)
union
select
    a,
    b
from met
where bands > 0
union
select
    a,
    b
from (
    {{ neighbours('banded', var('bucket_limit')) }}
)
