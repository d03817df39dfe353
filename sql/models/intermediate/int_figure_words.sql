-- One figure that measures what no place or class tells from others: the words of its sentence and those around it, its
-- number where that is one, and the least figure of those that are copies of it.
with told as (
    select
        things.figure_id,
        things.noun_key,
        things.thing_key,
        things.known_condition,
        things.nations,
        things.has_class,
        things.is_toll,
        things.subset_of is not null as is_part,
        case when not starts_with(things.measured_place, 'words:') then things.measured_place end as place_id,
        places.country_id,
        things.measured_story,
        subjects.least_article_id as subject,
        things.day,
        sentences.article_id || ' ' || sentences.sentence_number as line,
        case when things.bound != 'vague' then things.value end as number,
        list_distinct({{ stems('sentences.sentence') }}) as words,
        list_distinct(list_concat(
            ({{ stems('left(sentences.sentence, things.start_char - sentences.sentence_start)') }})[
                -{{ var('words_around') }}:
            ],
            ({{ stems('substring(sentences.sentence, things.end_char - sentences.sentence_start + 1)') }})[
                :{{ var('words_around') }}
            ]
        )) as near_words
    from {{ ref('int_figure_things') }} as things
    left join {{ ref('int_measure_places') }} as places on things.measured_place = places.place_id
    inner join {{ ref('int_figure_sentences') }} as sentences on things.figure_id = sentences.figure_id
    inner join {{ ref('int_memberships') }} as memberships on things.article_id = memberships.article_id
    left join {{ ref('int_subject_components') }} as subjects on memberships.copy_group = subjects.article_id
    where things.measured_story is not null
)

select
    *,
    min(figure_id) over (partition by thing_key, measured_story, day, number, words, near_words) as least_copy
from told
