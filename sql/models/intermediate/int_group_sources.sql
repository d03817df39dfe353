-- One copy group: the one source that all its articles stand for, an agency that most of them credit, else the
-- publisher that had the text first, else, where nobody is named, the group itself. Who writes twice is one source:
-- two texts of one agency, or of one publisher, do not confirm one another.
select distinct
    copy_group,
    source
from {{ ref('int_origins') }}
