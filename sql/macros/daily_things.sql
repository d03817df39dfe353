{# The things that are others on another day, as a list of SQL: ('protesters', 'detained'). #}
{% macro daily_things() -%}
    ({% for thing in var('daily_things') %}'{{ thing }}'{{ ", " if not loop.last }}{% endfor %})
{%- endmacro %}

{# What befalls people, whose toll grows, as a list of SQL. #}
{% macro tolls() -%}
    ({% for thing in var('tolls') %}'{{ thing }}'{{ ", " if not loop.last }}{% endfor %})
{%- endmacro %}
