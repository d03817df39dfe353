{# The things that a variable lists, as a list of SQL: ('protesters', 'detained'). #}
{% macro things_of(name) -%}
    ({% for thing in var(name) %}'{{ thing }}'{{ ", " if not loop.last }}{% endfor %})
{%- endmacro %}
