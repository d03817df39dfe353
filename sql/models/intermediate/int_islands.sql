-- One article that has anything to do with another: the least article_id of its island, beyond which nothing reaches
-- that is said of versions, copies and groups.
-- The recursion by key is DuckDB's own, which sqlfluff cannot parse.
{{ of_moved('article_id') }}
{{ components(moved_edges(ref('int_relations'))) }} -- noqa: PRS
