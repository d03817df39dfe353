{# A number in digits with its separators, as a pattern: '136 000', '1.250', '2,5'. #}
{% macro numerals() -%}
    '\p{N}+(?:[ .,''’\x{a0}\x{202f}\x{2009}]\p{N}+)*'
{%- endmacro %}

{# A text whose numbers have lost the signs between their thousands; twice, for each match takes the digits behind. #}
{% macro without_separators(text) -%}
    {%- set thousands = "'(\\p{N})[ .''’\\x{a0}\\x{202f}\\x{2009}](\\p{N}{3})'" -%}
    regexp_replace(
        regexp_replace({{ text }}, {{ thousands }}, '\1\2', 'g'), {{ thousands }}, '\1\2', 'g'
    )
{%- endmacro %}
