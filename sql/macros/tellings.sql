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

{# Whether a number tells by itself what it counts: 136 000 does, 130 000 does not. #}
{% macro is_telling(number) -%}
    coalesce(length(rtrim({{ number }}::bigint::varchar, '0')) >= {{ var('telling_digits') }}, false)
{%- endmacro %}

{# What is measured and where, of a row of `figures`; `told` marks what is one thing only where it is told alike. #}
{% macro thing_key(figures, place, told) -%}
    to_json([
        {{ figures }}.noun_key,
        {{ figures }}.lasting_condition,
        case when {{ figures }}.modality = 'future' then 'planned' end,
        {{ figures }}.qualified,
        {{ place }},
        {{ told }}
    ])::varchar
{%- endmacro %}
