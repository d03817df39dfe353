-- One of the {{ var('terms_kept') }} heaviest telling words of one copy group's least article, as share of a vector of
-- length one.
{{ remembered('int_group_times', ['article_id']) }}
with weights as (
    select
        weights.article_id,
        weights.term,
        weights.weight
    from {{ unseen('int_group_times', ['article_id']) }} as kept
    inner join {{ ref('int_weights') }} as weights on kept.article_id = weights.article_id
)

{{ heaviest('weights') }}
