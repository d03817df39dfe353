-- One figure whose sentence is like that of another figure of the thing: the least figure_id of all that are so.
-- The recursion by key is DuckDB's own, which sqlfluff cannot parse.
{{ components(ref('int_figure_tellings'), 'figure_id', 'least_figure_id') }} -- noqa: PRS
