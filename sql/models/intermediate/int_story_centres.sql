-- One copy group's least article: how much of its words is what its story speaks of, the sum over its words of their
-- share in it times their share in the whole story.
with words as (
    select
        memberships.story_id,
        terms.article_id,
        terms.term,
        terms.share
    from {{ ref('int_terms') }} as terms
    inner join {{ ref('int_memberships') }} as memberships on terms.article_id = memberships.article_id
),

totals as (
    select
        story_id,
        term,
        sum(share) as share
    from words
    group by story_id, term
)

select
    words.article_id,
    sum(words.share * totals.share) as centrality
from words
inner join totals on words.story_id = totals.story_id and words.term = totals.term
group by words.article_id
