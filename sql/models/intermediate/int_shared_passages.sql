-- One edge between two copies (a < b): the longest passages that both have, up to three, as spans of each text.
-- A passage is a run of windows of 5 words that each stand once in either text, in the same order and without a gap;
-- of the same text it is all of it.
{{ remembered('int_copies', ['a', 'b', 'relation']) }}
with pairs as (
    select
        a,
        b,
        relation
    from {{ unseen('int_copies', ['a', 'b', 'relation']) }}
),

sides as (
    select a as article_id from pairs
    union
    select b as article_id from pairs
),

tokens as (
    select
        sides.article_id,
        regexp_extract_all(articles.text, '[^\p{L}\p{N}_]*[\p{L}\p{N}_]+') as with_words,
        regexp_extract_all(articles.text, '[\p{L}\p{N}_]+') as words
    from sides
    inner join {{ ref('stg_articles') }} as articles on sides.article_id = articles.article_id
),

placed as (
    select
        article_id,
        unnest(range(1, len(words) + 1)) as place,
        unnest(words) as word,
        unnest(with_words) as with_word
    from tokens
),

words as (
    select
        article_id,
        place,
        lower(word) as word,
        length(word) as size,
        sum(length(with_word)) over (partition by article_id order by place)::bigint as end_char
    from placed
),

windows as (
    select
        article_id,
        place,
        end_char - size as start_char,
        lead(end_char, 4) over following as end_char,
        hash(
            word,
            lead(word, 1) over following,
            lead(word, 2) over following,
            lead(word, 3) over following,
            lead(word, 4) over following
        ) as shingle
    from words
    window following as (partition by article_id order by place)
),

single as (
    select
        article_id,
        place,
        start_char,
        end_char,
        shingle
    from windows
    where end_char is not null
    qualify count(*) over (partition by article_id, shingle) = 1
),

met as (
    select
        copies.a,
        copies.b,
        one.place as place_a,
        one.start_char as start_a,
        one.end_char as end_a,
        other.start_char as start_b,
        other.end_char as end_b,
        other.place - one.place as ahead
    from pairs as copies
    inner join single as one on copies.a = one.article_id
    inner join single as other on copies.b = other.article_id and one.shingle = other.shingle
    where copies.relation != 'exact'
),

numbered as (
    select
        a,
        b,
        ahead,
        start_a,
        end_a,
        start_b,
        end_b,
        place_a - row_number() over (partition by a, b, ahead order by place_a) as run
    from met
),

runs as (
    select
        a,
        b,
        count(*) + 4 as words,
        min(start_a) as start_a,
        max(end_a) as end_a,
        min(start_b) as start_b,
        max(end_b) as end_b
    from numbered
    group by a, b, ahead, run
),

extents as (
    select
        article_id,
        count(*) as words,
        min(end_char - size) as start_char,
        max(end_char) as end_char
    from words
    group by article_id
),

spans as (
    select
        a,
        b,
        { 'start_a': start_a, 'end_a': end_a, 'start_b': start_b, 'end_b': end_b, 'words': words } as passage
    from runs
    union all
    select
        copies.a,
        copies.b,
        {
            'start_a': one.start_char,
            'end_a': one.end_char,
            'start_b': other.start_char,
            'end_b': other.end_char,
            'words': one.words
        } as passage
    from pairs as copies
    inner join extents as one on copies.a = one.article_id
    inner join extents as other on copies.b = other.article_id
    where copies.relation = 'exact'
)

select
    pairs.a,
    pairs.b,
    pairs.relation,
    list_slice(
        list(spans.passage order by -spans.passage.words, spans.passage.start_a, spans.passage.start_b), 1, 3
    ) as passages
from spans
inner join pairs on spans.a = pairs.a and spans.b = pairs.b
group by pairs.a, pairs.b, pairs.relation
