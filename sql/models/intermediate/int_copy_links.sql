-- One edge that makes two articles copies of one text; one that only contains the other is none.
select
    a,
    b
from {{ ref('int_copies') }}
where relation != 'contains'
