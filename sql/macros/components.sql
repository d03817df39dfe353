{# Connected components of an edge list (a, b): each node with the least node that a chain of edges reaches.
   The least label is passed on until none changes; a key of this recursion holds one row, its best so far. #}
{% macro components(edges, node='article_id', least='least_article_id') %}
with recursive both_ways as (
    select
        a as node,
        b as other
    from {{ edges }}
    union
    select
        b as node,
        a as other
    from {{ edges }}
),

labels (node, label) using key (node) as (
    select distinct
        node,
        node as label
    from both_ways
    union
    select
        both_ways.node,
        min(labels.label) as label
    from labels
    inner join both_ways on labels.node = both_ways.other
    inner join recurring.labels as known on both_ways.node = known.node
    where labels.label < known.label
    group by both_ways.node
)

select
    node as {{ node }},
    label as {{ least }}
from labels
{% endmacro %}
