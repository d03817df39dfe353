-- Grain: one sentence that differs between two copies or versions.
select
    steps.duplicate_id || ':' || coalesce(pairs.sentence_before::varchar, '') || '>'
    || coalesce(pairs.sentence_after::varchar, '') as change_id,
    steps.duplicate_id,
    steps.relation,
    coalesce(versions.version_of = steps.article_before, false) as is_next_version,
    case
        when pairs.sentence_after is null then 'removed'
        when pairs.sentence_before is null then 'added'
        else 'changed'
    end as change,
    befores.text as text_before,
    afters.text as text_after,
    pairs.likeness,
    steps.article_before,
    steps.article_after,
    pairs.sentence_before,
    pairs.sentence_after,
    befores.start_char as start_before,
    befores.end_char as end_before,
    afters.start_char as start_after,
    afters.end_char as end_after
from {{ ref('int_sentence_pairs') }} as pairs
inner join {{ ref('int_steps') }} as steps on pairs.duplicate_id = steps.duplicate_id
inner join {{ ref('int_versions') }} as versions on steps.article_after = versions.article_id
left join {{ ref('int_step_sentences') }} as befores
    on steps.article_before = befores.article_id and pairs.sentence_before = befores.sentence
left join {{ ref('int_step_sentences') }} as afters
    on steps.article_after = afters.article_id and pairs.sentence_after = afters.sentence
where steps.relation != 'contains' or pairs.likeness is not null
