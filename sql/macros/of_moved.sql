{# A table of what articles have to do with one another: no row reaches beyond an island (int_islands), so those of
   articles that moved are deleted and made anew, and all others stand. `article` is the column that says whose a row
   is; the query has to keep to int_moved_articles. #}
{% macro of_moved(article) %}
    {% do ref('int_moved_articles') %}
    {{ config(
        materialized='incremental',
        incremental_strategy='append',
        on_schema_change='fail',
        pre_hook="{{ without_moved('" ~ article ~ "') }}"
    ) }}
{% endmacro %}

{% macro without_moved(article) %}
    {% if is_incremental() %}
        delete from {{ this }} where {{ article }} in (select article_id from {{ ref('int_moved_articles') }})
    {% endif %}
{% endmacro %}

{# The edges of a table (a, b) between articles that moved. #}
{% macro moved_edges(edges) -%}
    (
        select
            edges.a,
            edges.b
        from {{ edges }} as edges
        semi join {{ ref('int_moved_articles') }} as moved on edges.a = moved.article_id
    )
{%- endmacro %}
