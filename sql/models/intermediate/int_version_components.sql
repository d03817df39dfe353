-- One article that has versions: the least article_id of its series.
-- The recursion by key is DuckDB's own, which sqlfluff cannot parse.
{{ of_moved('article_id') }}
{{ components(moved_edges(ref('int_version_links'))) }} -- noqa: PRS
