{# How much a likeness of two texts of these times still counts: all of it on one day or without a date, half of it
   `story_fade_days` apart. #}
{% macro nearness(one, other) -%}
    1 / (1 + coalesce(abs(epoch({{ one }}) - epoch({{ other }})), 0) / 86400 / {{ var('story_fade_days') }})
{%- endmacro %}
