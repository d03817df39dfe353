{# The words of a text by which tellings are compared, in order: of four letters and more, without case and accents, by
   their beginnings. #}
{% macro stems(text) -%}
list_transform(
    regexp_extract_all(strip_accents(lower({{ text }})), '\pL{4,}'),
    lambda word: left(word, {{ var('stem_letters') }}) -- noqa: RF02
)
{%- endmacro %}

{# Jaccard of two lists that hold no value twice; 0 of two empty ones. #}
{% macro jaccard(one, other) -%}
    len(list_intersect({{ one }}, {{ other }}))
    / greatest(len({{ one }}) + len({{ other }}) - len(list_intersect({{ one }}, {{ other }})), 1)
{%- endmacro %}
