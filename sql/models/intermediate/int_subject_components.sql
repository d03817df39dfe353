-- One copy group that shares its subject with others: the least article_id of the subject.
-- The recursion by key is DuckDB's own, which sqlfluff cannot parse.
{{ components(ref('int_subject_merges')) }} -- noqa: PRS
