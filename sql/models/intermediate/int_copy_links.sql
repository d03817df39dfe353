-- One edge that makes two articles copies of one text. One that only contains the other is none, nor is a version that
-- keeps less than half of the shorter text: a page that was written anew would glue two texts and their copies.
{{ config(materialized='view') }}
select
    a,
    b
from {{ ref('int_copies') }}
where relation in ('exact', 'near') or (relation = 'version' and containment >= 0.5)
