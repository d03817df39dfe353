-- One id that stands for another entity, or for none (into_id null): a person's variants, then the user's overrides,
-- which win over them and are followed one step.
with overridden as (
    select
        entity_id,
        target_id as into_id,
        'override' as rule,
        1.0 as score,
        reason
    from {{ ref('stg_entity_overrides') }}
),

found as (
    select
        variants.entity_id,
        case when overridden.entity_id is null then variants.into_id else overridden.into_id end as into_id,
        variants.rule,
        variants.score,
        persons.name || ' → ' || targets.name as reason
    from {{ ref('int_person_merges') }} as variants
    inner join {{ ref('int_persons') }} as persons on variants.entity_id = persons.entity_id
    inner join {{ ref('int_persons') }} as targets on variants.into_id = targets.entity_id
    left join overridden on variants.into_id = overridden.entity_id
    left join overridden as settled on variants.entity_id = settled.entity_id
    where settled.entity_id is null
)

select
    entity_id,
    into_id,
    rule,
    score,
    reason
from overridden
union all
select
    entity_id,
    into_id,
    rule,
    score,
    reason
from found
