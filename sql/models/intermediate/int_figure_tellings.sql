-- One pair of figures (a < b) of one thing that no place or class tells from others, which tell of it alike: in one
-- sentence; in one story with the same words around them, or numbers of one size; near in time with the same number.
with tellings as (
    select *
    from {{ ref('int_figure_words') }}
    where figure_id = least_copy
),

alike as (
    select
        one.figure_id as one,
        other.figure_id as other
    from tellings as one
    inner join tellings as other
        on
            one.thing_key = other.thing_key
            and one.measured_story = other.measured_story
            and one.figure_id < other.figure_id
    where
        (
            {{ jaccard('one.near_words', 'other.near_words') }} >= {{ var('told_alike') }}
            -- "au total, 244 interpellations" are not "au total, 19 interpellations"
            and coalesce(
                greatest(one.number, other.number) <= {{ var('place_ratio') }} * least(one.number, other.number), true
            )
        )
        or (
            one.has_class
            and one.number is not null
            and other.number is not null
            and (one.is_toll or least(one.number, other.number) >= {{ var('least_compared') }})
            and greatest(one.number, other.number)
            <= case when one.is_toll then {{ var('toll_ratio') }} else {{ var('story_ratio') }} end
            * least(one.number, other.number)
            and {{ jaccard('one.words', 'other.words') }}
            >= case when one.is_toll then {{ var('told_again') }} else {{ var('told_of_a_size') }} end
        )
),

-- "409 blessés" of Sunday's story are "528 blessés" in Tuesday's of the same subject
grown as (
    select
        one.figure_id as one,
        other.figure_id as other
    from tellings as one
    inner join tellings as other
        on
            one.thing_key = other.thing_key
            and one.subject = other.subject
            and one.measured_story != other.measured_story
            and one.figure_id < other.figure_id
    where
        one.is_toll
        and one.number is not null
        and other.number is not null
        and one.place_id is not distinct from other.place_id
        and abs(one.day - other.day) <= {{ var('told_days') }}
        and least(one.number, other.number) >= {{ var('least_compared') }}
        and greatest(one.number, other.number) <= {{ var('toll_ratio') }} * least(one.number, other.number)
        and {{ jaccard('one.words', 'other.words') }} >= {{ var('told_again') }}
),

-- "2 000 personnes" march in ten towns: such a number tells little of what it counts
common as (
    select
        noun_key,
        value as number
    from {{ ref('int_figure_things') }}
    group by noun_key, value
    having count(distinct measured_place) >= {{ var('common_places') }}
),

-- "sur 400 000 kilomètres" of today are those "qui seront limités"; a text may say more of them than another, but no
-- other state, nation or place
repeated as (
    select
        one.figure_id as one,
        other.figure_id as other,
        coalesce(one.place_id = other.place_id, true) as is_one_place,
        one.number >= {{ var('least_vague') }} as is_large,
        -- 136 000 is said of one thing within days, 130 000 of many
        {{ is_telling('one.number') }} as is_precise,
        common.number is not null as is_common,
        one.measured_story = other.measured_story as is_one_story,
        coalesce(one.subject = other.subject, false) as is_one_subject,
        coalesce(one.known_condition = other.known_condition, false) as is_one_state,
        {{ jaccard('one.near_words', 'other.near_words') }} as near_alike,
        greatest(near_alike, {{ jaccard('one.words', 'other.words') }}) as alike
    from tellings as one
    inner join tellings as other
        on
            one.noun_key = other.noun_key
            and one.number = other.number
            and one.figure_id < other.figure_id
    left join common on one.noun_key = common.noun_key and one.number = common.number
    where
        (
            is_one_story
            or abs(one.day - other.day)
            <= case when is_precise then {{ var('claim_gap_days') }} else {{ var('told_days') }} end
        )
        and coalesce(one.known_condition = other.known_condition, true)
        and (one.nations = other.nations or len(one.nations) = 0 or len(other.nations) = 0)
        and (is_one_place or one.country_id = other.place_id or other.country_id = one.place_id)
),

again as (
    select
        one,
        other
    from repeated
    where
        (is_one_place or near_alike >= {{ var('told_alike') }})
        and alike >= case
            when is_precise then 0
            when is_large and is_common then {{ var('told_again_common') }}
            when is_large then {{ var('told_again') }}
            when is_one_story and is_one_state then {{ var('told_again') }}
            when is_one_story or is_one_subject then {{ var('told_again_small') }}
            else {{ var('told_alike') }}
        end
),

pairs as (
    select
        min(figure_id) over (partition by thing_key, line) as one,
        figure_id as other
    from {{ ref('int_figure_words') }}
    where not is_part
    union all
    select
        least_copy as one,
        figure_id as other
    from {{ ref('int_figure_words') }}
    union all
    select
        one,
        other
    from alike
    union all
    select
        one,
        other
    from grown
    union all
    select
        one,
        other
    from again
)

select distinct
    least(one, other) as a,
    greatest(one, other) as b
from pairs
where one != other
