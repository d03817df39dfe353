-- One claim in one story that tells it, with the days it is about.
select
    members.claim_id,
    memberships.story_id,
    members.measure_id,
    members.claimant_id,
    min(members.first_day) over (partition by members.claim_id) as first_day,
    max(members.last_day) over (partition by members.claim_id) as last_day,
    min(articles.published_at) over (partition by members.claim_id) as first_seen,
    bool_or(members.as_of_stated) over (partition by members.claim_id) as as_of_stated,
    bool_or(members.is_timed) over (partition by members.claim_id) as is_timed,
    max(members.as_of_minute) over (partition by members.claim_id) as as_of_minute,
    bool_or(members.last_day - members.first_day > {{ var('claim_gap_days') }}) over (
        partition by members.claim_id
    ) as is_period
from {{ ref('int_claim_figures') }} as members
inner join {{ ref('stg_figures') }} as figures on members.figure_id = figures.figure_id
inner join {{ ref('stg_articles') }} as articles on figures.article_id = articles.article_id
inner join {{ ref('int_memberships') }} as memberships on figures.article_id = memberships.article_id
qualify row_number() over (partition by members.claim_id, memberships.story_id order by members.figure_id) = 1
