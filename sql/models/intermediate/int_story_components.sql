-- One article that shares its story with others: the least article_id of the story.
-- The recursion by key is DuckDB's own, which sqlfluff cannot parse.
{{ components(ref('int_story_links')) }} -- noqa: PRS
