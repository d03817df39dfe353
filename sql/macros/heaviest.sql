{# The heaviest terms of each article, as shares of a vector of length one. `weighed` is a relation of
   (article_id, term, weight). Ends a query: what stands before it are its CTEs. #}
{% macro heaviest(weighed) %}
select
    article_id,
    term,
    place,
    {{ unit_share() }} as share
from (
    select
        article_id,
        term,
        weight,
        row_number() over (partition by article_id order by weight desc, term asc) as place
    from {{ weighed }}
    qualify place <= {{ var('terms_kept') }}
) as ranked
{% endmacro %}

{# The weight of a term as share of its article's vector, whose length is one. #}
{% macro unit_share() %}
round(
    weight::double / sqrt((sum(weight * weight) over (partition by article_id))::double), 5
)::decimal(6, 5)
{% endmacro %}
