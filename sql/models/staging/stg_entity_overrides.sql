-- One id that the user gives another entity's, or none: warehouse/overrides/entities.csv.
select
    entity_id,
    target_id,
    reason
from {{ source('landing', 'entity_overrides') }}
