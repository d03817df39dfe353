-- One text in one cell of a bucket in which a text stands whose pairs are to be found: macro cells says what a cell is.
{{ cells(ref('int_moved_texts')) }}

select
    bucket,
    cell,
    text_key
from cells
