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

{# The terms of an article and their shares as one sorted list of numbers: what dot_common of tasks/functions.py reads,
   which keeps 20 bits for the share, in hundred thousandths. #}
{% macro weighed_terms() %}
list_sort(list(hash(term) // 1048576 * 1048576 + (share * 100000)::ubigint))
{% endmacro %}

{# The cosine of two such vectors: a product of shares counts ten thousand millionths. #}
{% macro cosine(one, other) %}
dot_common({{ one }}.weighed, {{ other }}.weighed) / 1e10
{% endmacro %}
