-- One change of a group or story that was published before.
select
    change_id,
    layer,
    change,
    from_id,
    into_id,
    articles,
    build_id,
    landed_until
from {{ source('landing', 'published_changes') }}
