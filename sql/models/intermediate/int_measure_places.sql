-- One place of a measure and the country around it.
select
    id as place_id,
    name as place_name,
    case when country is not null then 'iso:' || country end as country_id
from {{ ref('cities') }}
union all
select
    id as place_id,
    name as place_name,
    null as country_id
from {{ ref('countries') }}
