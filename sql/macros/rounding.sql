{# How far a number may be from what it rounds: 287 000 is 287 710, 2 000 gatherings are 2 034. One of its last digit
   but zeros, and no more than `rounding_share` of it. #}
{% macro rounding(number) -%}
case
    when {{ number }} >= {{ var('least_compared') }}
        then least(
            power(10, length(regexp_extract({{ number }}::bigint::varchar, '0*$'))),
            {{ number }} * {{ var('rounding_share') }}
        )
    else 0
end
{%- endmacro %}
