-- Changes whose figure or sentence is not in the article that they name, or that say nothing changed.
select
    changes.change_id,
    changes.change
from {{ ref('figure_changes') }} as changes
left join {{ ref('stg_figures') }} as befores on changes.figure_before = befores.figure_id
left join {{ ref('stg_figures') }} as afters on changes.figure_after = afters.figure_id
where
    (changes.change != 'added') != (befores.article_id is not distinct from changes.article_before)
    or (changes.change != 'removed') != (afters.article_id is not distinct from changes.article_after)
union all
select
    change_id,
    change
from {{ ref('sentence_changes') }}
where (change != 'added') != (text_before is not null) or (change != 'removed') != (text_after is not null)
