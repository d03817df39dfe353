-- One sentence of a step that the other side lacks, on either side: with the sentence there that it became, or alone.
-- Two sentences are one, changed, where they share two fifths of their pairs of words and neither is liker to another.
-- A pair of words that stands in more than eight sentences of a side pairs none: a long page costs no square.
with lacking as (
    select
        sides.duplicate_id,
        sides.side,
        sentences.sentence,
        sentences.word_pairs
    from {{ ref('int_step_sides') }} as sides
    inner join {{ ref('int_step_sentences') }} as sentences on sides.article_id = sentences.article_id
    anti join {{ ref('int_step_sentences') }} as twins
        on sides.other = twins.article_id and sentences.sentence_key = twins.sentence_key
),

spread as (
    select
        duplicate_id,
        side,
        sentence,
        len(word_pairs) as size,
        unnest(word_pairs) as word_pair
    from lacking
),

telling as (
    select
        duplicate_id,
        side,
        sentence,
        size,
        word_pair
    from spread
    qualify count(*) over (partition by duplicate_id, side, word_pair) <= 8
),

likenesses as (
    select
        befores.duplicate_id,
        befores.sentence as sentence_before,
        afters.sentence as sentence_after,
        round(2 * count(*) / (min(befores.size) + min(afters.size)), 4) as likeness
    from telling as befores
    inner join telling as afters
        on
            befores.duplicate_id = afters.duplicate_id
            and befores.word_pair = afters.word_pair
            and befores.side = 'before'
            and afters.side = 'after'
    group by 1, 2, 3
    having 2 * count(*) >= 0.4 * (min(befores.size) + min(afters.size))
),

pairs as (
    select
        duplicate_id,
        sentence_before,
        sentence_after,
        likeness
    from likenesses
    {{ mutual('sentence_before', 'sentence_after', 'likeness', 'sentence_before', 'sentence_after') }}
)

select
    duplicate_id,
    sentence_before,
    sentence_after,
    likeness
from pairs
union all
select
    lacking.duplicate_id,
    lacking.sentence as sentence_before,
    null as sentence_after,
    null as likeness
from lacking
anti join pairs on lacking.duplicate_id = pairs.duplicate_id and lacking.sentence = pairs.sentence_before
where lacking.side = 'before'
union all
select
    lacking.duplicate_id,
    null as sentence_before,
    lacking.sentence as sentence_after,
    null as likeness
from lacking
anti join pairs on lacking.duplicate_id = pairs.duplicate_id and lacking.sentence = pairs.sentence_after
where lacking.side = 'after'
