{# A table that remembers. Each row is a function of its key and of what landed under that key, which never changes,
   so a row that the last build made is kept, and only keys that it had no rows for are computed. What the model
   `wanted` no longer asks for is deleted. The table is then the same as if it were made anew.
   Where code or reference rows changed, tasks/models.py has build.duckdb deleted: nothing is remembered then. #}
{% macro remembered(wanted, key) %}
    {% do ref(wanted) %}
    {{ config(
        materialized='incremental',
        incremental_strategy='remembered',
        unique_key=key,
        on_schema_change='fail',
        meta={'wanted': wanted}
    ) }}
{% endmacro %}

{# The keys of `wanted` that this model has no rows of yet; or those that model `of` has none of, which is built from
   this one: what it holds is then still of the last build. #}
{% macro unseen(wanted, key, of=none) -%}
    {%- set known = last_built(of) if of else (this if is_incremental() else none) -%}
    (
        select {{ key | join(', ') }} from {{ ref(wanted) }}
        except
        select {{ key | join(', ') }} from {{ known or none_of(ref(wanted)) }}
    )
{%- endmacro %}

{# The table of a model that is built after this one, as the last build left it; none where there was none. #}
{% macro last_built(model) %}
    {{ return(adapter.get_relation(this.database, this.schema, model) if execute else none) }}
{% endmacro %}

{# No rows, in the columns of a relation. #}
{% macro none_of(relation) -%}
    (select * from {{ relation }} limit 0)
{%- endmacro %}

{# dbt calls this to bring the rows of `temp_relation` into the table. #}
{% macro get_incremental_remembered_sql(given) %}
    {%- set key = given['unique_key'] | join(', ') -%}
    {%- set columns = given['dest_columns'] | map(attribute='quoted') | join(', ') %}
    delete from {{ given['target_relation'] }}
    where ({{ key }}) not in (select ({{ key }}) from {{ ref(config.get('meta')['wanted']) }});

    insert into {{ given['target_relation'] }} ({{ columns }})
    select {{ columns }} from {{ given['temp_relation'] }}
{% endmacro %}
