{# Ends a query of pairs (duplicate_id, before, after): of each side only the one that is likest to the other, the
   nearest in place, the least, among equals. `likeness` names the column that says how alike two are. #}
{% macro mutual(before, after, likeness, place_before, place_after) %}
qualify
    row_number() over (
        partition by duplicate_id, {{ before }}
        order by {{ likeness }} desc, abs({{ place_before }} - {{ place_after }}) asc, {{ after }} asc
    ) = 1
    and row_number() over (
        partition by duplicate_id, {{ after }}
        order by {{ likeness }} desc, abs({{ place_before }} - {{ place_after }}) asc, {{ before }} asc
    ) = 1
{% endmacro %}
