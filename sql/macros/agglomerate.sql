{# Agglomerative clustering of a sparse graph: the pairs (a, b) of clusters that were merged, each named by its least
   node. `edges` is a CTE or table of (a < b, weight, mass_a, mass_b, total), all integers.
   In each round every cluster looks for the neighbour with the largest gain, the least id among equals; pairs that
   look at each other merge while the gain is above nought. Weights and masses of merged clusters add up, a pair
   without an edge weighs nothing. No round depends on an order of rows.
   `gain` is an expression of weight, mass_a, mass_b and total:
     weight / (mass_a * mass_b) - 1              average link: masses are roots of the likeness that is needed
     weight - mass_a * (mass_b / total)          modularity: more likeness than the two have with anyone #}
{% macro agglomerate(edges, gain) %}
with recursive steps as (
    select
        a,
        b,
        weight,
        mass_a,
        mass_b,
        total,
        false as is_merge
    from {{ edges }}
    union all
    (
        with both_ways as (
            select
                a as one,
                b as other,
                mass_a as mass,
                round({{ gain }}, 6) as gain
            from steps
            where not is_merge
            union all
            select
                b as one,
                a as other,
                mass_b as mass,
                round({{ gain }}, 6) as gain
            from steps
            where not is_merge
        ),

        best as (
            select
                one,
                any_value(mass) as mass,
                arg_min(other, (-gain, other)) as other
            from both_ways
            where gain > 0
            group by one
        ),

        merges as (
            select
                lesser.one as a,
                greater.one as b,
                lesser.mass + greater.mass as mass
            from best as lesser
            inner join best as greater on lesser.other = greater.one and greater.other = lesser.one
            where lesser.one < greater.one
        ),

        moved as (
            select
                a as node,
                a as cluster,
                mass
            from merges
            union all
            select
                b as node,
                a as cluster,
                mass
            from merges
        ),

        renamed as (
            select
                coalesce(moved_a.cluster, steps.a) as one,
                coalesce(moved_b.cluster, steps.b) as other,
                steps.weight,
                coalesce(moved_a.mass, steps.mass_a) as mass_one,
                coalesce(moved_b.mass, steps.mass_b) as mass_other,
                steps.total
            from steps
            left join moved as moved_a on steps.a = moved_a.node
            left join moved as moved_b on steps.b = moved_b.node
            where not steps.is_merge and exists (select 1 from merges)
        )

        select
            a,
            b,
            0 as weight,
            0 as mass_a,
            0 as mass_b,
            0 as total,
            true as is_merge
        from merges
        union all
        select
            least(one, other) as a,
            greatest(one, other) as b,
            sum(weight)::bigint as weight,
            any_value(case when one < other then mass_one else mass_other end) as mass_a,
            any_value(case when one < other then mass_other else mass_one end) as mass_b,
            any_value(total) as total,
            false as is_merge
        from renamed
        where one != other
        group by 1, 2
    )
)

select
    a,
    b
from steps
where is_merge
{% endmacro %}
