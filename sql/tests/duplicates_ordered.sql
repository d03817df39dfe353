-- Edges that are not written least id first, or that relate less than the relation asks.
select
    duplicate_id,
    relation,
    jaccard,
    containment
from {{ ref('duplicates') }}
where
    a >= b
    or (relation = 'exact' and jaccard != 1)
    or (relation = 'near' and jaccard < 0.5)
    or (relation = 'contains' and containment < 0.8)
