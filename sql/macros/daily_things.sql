{# The things that are others on another day, as a list of SQL: ('protesters', 'detained'). #}
{% macro daily_things() -%}
    ({% for thing in var('daily_things') %}'{{ thing }}'{{ ", " if not loop.last }}{% endfor %})
{%- endmacro %}

{# What befell people has a toll, which grows: the categories that are no noun, as a query. #}
{% macro tolls() -%}
    (
        select categories.category
        from {{ ref('categories') }} as categories
        where categories.category not in (select nouns.noun from {{ ref('nouns') }} as nouns)
    )
{%- endmacro %}
