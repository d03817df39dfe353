{# What a figure says, whatever its words: kind, unit and interval. "Trois" and "3" mean the same. #}
{% macro figure_meaning(figures) -%}
    to_json([
        {{ figures }}.kind, {{ figures }}.unit, {{ figures }}.bound, {{ figures }}.value::varchar,
        {{ figures }}.low::varchar, {{ figures }}.high::varchar
    ])::varchar
{%- endmacro %}
