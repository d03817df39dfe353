-- One merge of two clusters of copy groups into one subject: average link, so that a chain of middling likenesses
-- does not make one story of a whole winter. The recursion is one that sqlfluff cannot parse.
{{ agglomerate(ref('int_subject_edges'), 'weight / (mass_a * mass_b) - 1') }} -- noqa: PRS
