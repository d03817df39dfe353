-- One merge of two clusters of one subject into one story: modularity, so that two stay apart unless they are more
-- alike than texts of their subject are anyway. The recursion is one that sqlfluff cannot parse.
{{ agglomerate(ref('int_story_edges'), 'weight - mass_a * (mass_b / total)') }} -- noqa: PRS
