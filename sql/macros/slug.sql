{# A name as part of an id, as Python writes it: lower case, without accents, words joined by hyphens. #}
{% macro slug(name) -%}
    trim(regexp_replace(strip_accents(lower({{ name }})), '[^\p{L}\p{N}]+', '-', 'g'), '-')
{%- endmacro %}
