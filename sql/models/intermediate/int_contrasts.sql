-- One pair of claims (a first seen before b) that texts set against each other, and by what: one sentence tells both,
-- as "118 000 selon les organisateurs, 51 400 selon la préfecture"; else one story, day and place; else, where no text
-- places them, one story and day, and numbers of one size: 150 at a roundabout do not contradict 282 710.
with sentences as (
    select distinct
        members.claim_id,
        members.measure_id,
        members.claimant_id,
        figures.article_id,
        sentences.sentence_number
    from {{ ref('int_claim_figures') }} as members
    inner join {{ ref('stg_figures') }} as figures on members.figure_id = figures.figure_id
    inner join {{ ref('int_figure_sentences') }} as sentences on members.figure_id = sentences.figure_id
    left join {{ ref('int_sentence_dates') }} as days
        on figures.article_id = days.article_id and sentences.sentence_number = days.sentence_number
    where coalesce(days.dates, 0) < 2
),

known as (
    select noun as thing
    from {{ ref('nouns') }}
    union
    select category as thing
    from {{ ref('categories') }}
),

somewhere as (
    select members.claim_id
    from {{ ref('int_claim_figures') }} as members
    left join {{ ref('int_figure_grounds') }} as grounds on members.figure_id = grounds.figure_id
    group by members.claim_id
    having bool_and(grounds.figure_id is not null)
),

carried as (
    select
        members.claim_id,
        list(distinct figures.article_id) as articles
    from {{ ref('int_claim_figures') }} as members
    inner join {{ ref('stg_figures') }} as figures on members.figure_id = figures.figure_id
    group by members.claim_id
),

told_together as (
    select distinct
        least(one.claim_id, other.claim_id) as one,
        greatest(one.claim_id, other.claim_id) as other
    from sentences as one
    inner join sentences as other
        on
            one.article_id = other.article_id
            and one.sentence_number = other.sentence_number
            and one.measure_id = other.measure_id
            and one.claimant_id != other.claimant_id
            and one.claim_id != other.claim_id
),

pairs as (
    select
        one.claim_id as claim_a,
        other.claim_id as claim_b,
        one.measure_id,
        min(one.story_id) as story_id,
        any_value(greatest(one.first_day, other.first_day)) as later_start,
        any_value(least(one.last_day, other.last_day)) as earlier_end,
        any_value(one.is_timed and other.is_timed) as is_timed,
        any_value(one.as_of_stated or other.as_of_stated) as of_stated_days,
        any_value(one.as_of_stated and other.as_of_stated) as of_two_stated_days,
        any_value(coalesce(case
            when one.is_period
                then greatest(abs(one.first_day - other.first_day), abs(one.last_day - other.last_day))
            else greatest(one.first_day - other.last_day, other.first_day - one.last_day, 0)
        end, 0)) as days_apart,
        -- a count of noon against that of the evening, which says no hour
        any_value(
            one.as_of_minute is distinct from other.as_of_minute
            and abs(coalesce(one.as_of_minute, 24 * 60) - coalesce(other.as_of_minute, 24 * 60)) >= 60
        ) as hours_apart,
        -- of one day the paper of the next morning has the later count
        any_value(coalesce(
            nullif(sign(one.last_day - other.last_day), 0), sign(one.first_seen::date - other.first_seen::date)
        )) as is_later,
        -- what was printed on Saturday says nothing of the crowd of Sunday
        any_value(
            one.as_of_stated != other.as_of_stated
            and case
                when one.as_of_stated then one.first_day > least(other.last_day, other.first_seen::date)
                else other.first_day > least(one.last_day, one.first_seen::date)
            end
        ) as is_before_the_day
    from {{ ref('int_claim_stories') }} as one
    inner join {{ ref('int_claim_stories') }} as other
        on
            one.story_id = other.story_id
            and one.measure_id = other.measure_id
            and one.claimant_id != other.claimant_id
            and one.is_period = other.is_period
            and (coalesce(one.first_seen, timestamp '9999-12-31'), one.claim_id)
            < (coalesce(other.first_seen, timestamp '9999-12-31'), other.claim_id)
    group by one.claim_id, other.claim_id, one.measure_id
    having days_apart <= {{ var('stale_days') }}
),

measured as (
    select
        pairs.*,
        told_together.one is not null as in_one_sentence,
        case when b.place_id is not null then a.place_id end as place_id,
        a.thing,
        a.kind,
        a.thing in (select known.thing from known) as is_known,
        a.claimant_kind = 'article' and b.claimant_kind = 'article' as nobody_named,
        a.claimant_kind != 'article' and b.claimant_kind != 'article' as both_named,
        -- "5 200 selon la police …, plusieurs centaines de gilets jaunes": no text contradicts what it reports itself
        a.claimant_kind != b.claimant_kind
        and 'article' in (a.claimant_kind, b.claimant_kind)
        and list_has_any(carried_a.articles, carried_b.articles) as in_one_voice,
        a.state,
        somewhere_a.claim_id is not null or somewhere_b.claim_id is not null as is_somewhere,
        a.bound = 'vague' or b.bound = 'vague' as is_vague,
        least(
            coalesce(a.holds_low, a.holds_high, 0), coalesce(b.holds_low, b.holds_high, 0)
        ) as least_number,
        coalesce(greatest(a.holds_low - b.holds_high, b.holds_low - a.holds_high, 0), 0) as gap,
        -- "528 blessés" of Monday are 585 on Wednesday
        coalesce(
            (a.thing in {{ things_of('tolls') }} or a.state in {{ things_of('tolls') }})
            and (
                (pairs.is_later > 0 and a.holds_low > b.holds_high)
                or (pairs.is_later < 0 and b.holds_low > a.holds_high)
            ), false
        ) as has_grown,
        case
            when a.holds_low > b.holds_high then {{ rounding('a.holds_low') }} + {{ rounding('b.holds_high') }}
            when b.holds_low > a.holds_high then {{ rounding('b.holds_low') }} + {{ rounding('a.holds_high') }}
        end as rounding,
        case
            when a.holds_low > b.holds_high then a.holds_low / nullif(b.holds_high, 0)
            when b.holds_low > a.holds_high then b.holds_low / nullif(a.holds_high, 0)
        end as ratio,
        coalesce(a.value = b.value, false)
        and (a.bound in ('exact', 'about')) != (b.bound in ('exact', 'about')) as is_bound
    from pairs
    inner join {{ ref('claims') }} as a on pairs.claim_a = a.claim_id
    inner join {{ ref('claims') }} as b on pairs.claim_b = b.claim_id
    inner join carried as carried_a on pairs.claim_a = carried_a.claim_id
    inner join carried as carried_b on pairs.claim_b = carried_b.claim_id
    left join somewhere as somewhere_a on pairs.claim_a = somewhere_a.claim_id
    left join somewhere as somewhere_b on pairs.claim_b = somewhere_b.claim_id
    left join told_together
        on
            least(pairs.claim_a, pairs.claim_b) = told_together.one
            and greatest(pairs.claim_a, pairs.claim_b) = told_together.other
    where a.state is distinct from 'earlier' and a.state is not distinct from b.state
)

select
    claim_a,
    claim_b,
    measure_id,
    story_id,
    days_apart,
    hours_apart,
    has_grown and not in_one_sentence as has_grown,
    case when is_timed then least(later_start, earlier_end) end as as_of_start,
    case when is_timed then greatest(later_start, earlier_end) end as as_of_end,
    gap,
    ratio,
    case
        when in_one_sentence then 'sentence'
        when place_id is not null then 'place'
        else 'story'
    end as evidence
from measured
where
    (
        (gap > 0 and gap > rounding)
        or (is_bound and days_apart <= {{ var('same_time_days') }})
    )
    -- what is said of one day does not grow old: "84 000 le 19 janvier" stands beside "69 000 le 26"
    and (days_apart <= {{ var('same_time_days') }} or not of_stated_days)
    and (
        (
            -- the paper of the next day tells of this one's crowd
            days_apart <= case
                when of_two_stated_days then 0
                when of_stated_days then 1
                else {{ var('same_time_days') }}
            end
            and not is_before_the_day
        )
        -- and a crowd is another one next week
        or (thing not in {{ things_of('daily_things') }} and coalesce(state, '') not in {{ things_of('daily_things') }})
    )
    and (
        (in_one_sentence and both_named and coalesce(ratio, 1) <= {{ var('told_ratio') }})
        or (
            is_timed
            and is_known
            and not in_one_voice
            and kind not in ('percent', 'ratio')
            and not is_somewhere
            and thing != 'people'
            and (
                (place_id is not null and coalesce(ratio, 1) <= {{ var('place_ratio') }})
                or (
                    place_id is null
                    and not is_vague
                    and not nobody_named
                    and least_number >= {{ var('least_compared') }}
                    and coalesce(ratio, 1) <= {{ var('story_ratio') }}
                )
            )
        )
    )
