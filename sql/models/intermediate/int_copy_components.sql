-- One article that has copies: the least article_id of its group.
-- The recursion by key is DuckDB's own, which sqlfluff cannot parse.
{{ of_moved('article_id') }}
{{ components(moved_edges(ref('int_copy_links'))) }} -- noqa: PRS
