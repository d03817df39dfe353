{# A number in digits with its separators, as a pattern: '136 000', '1.250', '2,5'. #}
{% macro numerals() -%}
    '\p{N}+(?:[ .,''’\x{a0}\x{202f}\x{2009}]\p{N}+)*'
{%- endmacro %}
