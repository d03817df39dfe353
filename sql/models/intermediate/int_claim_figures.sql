-- One figure that is a claim, or one more wording of it: same claimant, measure and point, about days that follow one
-- another without a gap of more than {{ var('claim_gap_days') }}. Undated ones are of one claim within a story. What
-- was at some time before ("contre 7 000") is a claim of its own, of which no text says when.
with stories as (
    select
        memberships.story_id,
        min(articles.published_at) as first_seen
    from {{ ref('int_memberships') }} as memberships
    inner join {{ ref('stg_articles') }} as articles on memberships.article_id = articles.article_id
    group by memberships.story_id
),

timed as (
    select
        measured.figure_id,
        measured.measure_id,
        measured.point,
        claimants.claimant_id,
        -- who has no name may be another one in another story
        case when claimants.is_words then memberships.story_id end as story_id,
        coalesce(
            figures.as_of_start, figures.as_of_end, articles.published_at::date, stories.first_seen::date
        ) as first_day,
        coalesce(
            figures.as_of_end, figures.as_of_start, articles.published_at::date, stories.first_seen::date
        ) as last_day,
        figures.as_of_start is not null or figures.as_of_end is not null as as_of_stated,
        as_of_stated or articles.published_at is not null as is_timed,
        figures.as_of_minute,
        case when stories.first_seen is null then memberships.story_id end as undated_story,
        case when measured.state = 'earlier' then measured.state end as time_before
    from {{ ref('int_figure_measures') }} as measured
    inner join {{ ref('stg_figures') }} as figures on measured.figure_id = figures.figure_id
    inner join {{ ref('stg_articles') }} as articles on figures.article_id = articles.article_id
    inner join {{ ref('int_memberships') }} as memberships on figures.article_id = memberships.article_id
    inner join stories on memberships.story_id = stories.story_id
    inner join {{ ref('int_claimants') }} as claimants on measured.figure_id = claimants.figure_id
),

-- a period of weeks ("depuis novembre") is another thing than a day inside it
spans as (
    select
        *,
        last_day - first_day > {{ var('claim_gap_days') }} as is_period,
        concat_ws(' ', coalesce(story_id, undated_story), time_before) as scope
    from timed
),

stepped as (
    select
        *,
        coalesce(
            first_day - max(last_day) over (
                partition by measure_id, claimant_id, point, scope, is_period
                order by first_day, last_day, figure_id
                rows between unbounded preceding and 1 preceding
            ) > {{ var('claim_gap_days') }}, false
        )
        or coalesce(
            is_period and last_day - max(last_day) over (
                partition by measure_id, claimant_id, point, scope, is_period
                order by first_day, last_day, figure_id
                rows between unbounded preceding and 1 preceding
            ) > {{ var('claim_gap_days') }}, false
        ) as is_new
    from spans
),

sessions as (
    select
        *,
        sum(is_new::int) over (
            partition by measure_id, claimant_id, point, scope, is_period
            order by first_day, last_day, figure_id
        ) as session
    from stepped
),

claimed as (
    select
        *,
        'c:' || left(md5(min(figure_id) over (
            partition by measure_id, claimant_id, point, scope, is_period, session
        )), 16) as claim_id
    from sessions
)

-- who says no day means the day that others say: "38 600 le 22 décembre", printed again on the 28th
select
    figure_id,
    measure_id,
    claimant_id,
    claim_id,
    case
        when as_of_stated then first_day
        else coalesce(min(first_day) filter (where as_of_stated) over (partition by claim_id), first_day)
    end as first_day,
    case
        when as_of_stated then last_day
        else coalesce(max(last_day) filter (where as_of_stated) over (partition by claim_id), last_day)
    end as last_day,
    as_of_stated,
    is_timed,
    as_of_minute
from claimed
