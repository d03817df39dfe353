-- One pair of figures (a < b) of one thing in one story whose sentences share their words: they may measure the same.
with told as (
    select
        things.thing_key,
        things.figure_id,
        list_sort(list_distinct(list_transform(
            regexp_extract_all(strip_accents(lower(sentences.sentence)), '\pL{4,}'),
            lambda word: left(word, {{ var('stem_letters') }}) -- noqa: RF02
        ))) as words
    from {{ ref('int_figure_things') }} as things
    inner join {{ ref('int_figure_sentences') }} as sentences on things.figure_id = sentences.figure_id
    where things.is_told
),

-- the copies of a sentence are one
tellings as (
    select
        thing_key,
        words,
        min(figure_id) as figure_id
    from told
    group by thing_key, words
)

select
    one.figure_id as a,
    other.figure_id as b
from tellings as one
inner join tellings as other
    on
        one.thing_key = other.thing_key
        and one.figure_id < other.figure_id
        -- Jaccard of the words
        and len(list_intersect(one.words, other.words)) * (1 + {{ var('told_alike') }})
        >= {{ var('told_alike') }} * greatest(len(one.words) + len(other.words), 1)
union all
select
    tellings.figure_id as a,
    told.figure_id as b
from told
inner join tellings on told.thing_key = tellings.thing_key and told.words = tellings.words
where told.figure_id != tellings.figure_id
