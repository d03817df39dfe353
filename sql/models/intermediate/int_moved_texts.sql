-- One text whose pairs are to be found: an article of it landed since the last build, or one did that shares a bucket
-- with it in which only some meet, so that others may meet there now. At first that is every text.
{% do ref('int_reached') %}
{% if last_built('int_copy_candidates') %}
    with {{ cells(ref('int_reached')) }},

    touched as (
        select distinct text_key
        from {{ ref('int_touched_texts') }}
    ),

    stirred as (
        select
            cells.bucket,
            cells.cell
        from cells
        left join touched on cells.text_key = touched.text_key
        group by cells.bucket, cells.cell
        having
            case
                when cells.bucket % 2 = 0
                    then count(*) > {{ var('bucket_limit') }} + 1 and count(touched.text_key) > 0
                -- a passage is rare until as many have it; before, these were not fewer than those that are not touched
                else
                    count(*) > {{ var('bucket_limit') }}
                    and count(*) - count(touched.text_key) <= {{ var('bucket_limit') }}
            end
    )

    select cells.text_key
    from cells
    inner join stirred on cells.bucket = stirred.bucket and cells.cell = stirred.cell
    union
{% endif %}
select distinct text_key
from {{ ref('int_touched_texts') }}
