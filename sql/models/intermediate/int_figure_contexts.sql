-- One figure that is told like another of its thing: the least figure_id of all that are so, one by one.
-- The recursion by key is DuckDB's own, which sqlfluff cannot parse.
{{ components(ref('int_figure_tellings'), 'figure_id', 'least_figure_id') }} -- noqa: PRS
