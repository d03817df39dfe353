-- Grain: one copy group or story of one build whose articles stand in another one in the next build published.
-- A log of history: it tells of builds, so the same documents in other batches give another log, and no other groups.
with moved as (
    {% for layer, column in [('copies', 'copy_group'), ('story', 'story_id')] %}
        select
            '{{ layer }}' as layer,
            published.{{ column }} as from_id,
            memberships.{{ column }} as into_id,
            count(*) as articles
        from {{ ref('stg_published_memberships') }} as published
        inner join {{ ref('int_memberships') }} as memberships on published.article_id = memberships.article_id
        group by published.{{ column }}, memberships.{{ column }}
        {% if not loop.last %}union all{% endif %}
    {% endfor %}
),

counted as (
    select
        layer,
        from_id,
        into_id,
        articles,
        count(*) over (partition by from_id) as ways_out,
        count(*) over (partition by into_id) as ways_in
    from moved
),

changes as (
    select
        counted.layer,
        case
            when counted.ways_out > 1 then 'split'
            when counted.ways_in > 1 then 'joined'
            else 'renamed'
        end as change,
        counted.from_id,
        counted.into_id,
        counted.articles,
        this_build.build_id,
        this_build.landed_until
    from counted
    cross join {{ ref('stg_this_build') }} as this_build
    where counted.from_id != counted.into_id
)

select
    build_id || ':' || from_id || '>' || into_id as change_id,
    layer,
    change,
    from_id,
    into_id,
    articles,
    build_id,
    landed_until
from changes
union
select
    change_id,
    layer,
    change,
    from_id,
    into_id,
    articles,
    build_id,
    landed_until
from {{ ref('stg_published_changes') }}
