-- One sentence of an article that is one side of a step: a key of its folded words, and the pairs of words that follow
-- one another in it, with every number taken for the same one, as hashes. "1.400", "1 400" and "1400" are one word.
{{ remembered('int_step_sides', ['article_id']) }}
with texts as (
    select
        sentences.article_id,
        sentences.sentence,
        sentences.start_char,
        sentences.end_char,
        substring(articles.text, sentences.start_char + 1, sentences.end_char - sentences.start_char) as text
    from {{ unseen('int_step_sides', ['article_id']) }} as sides
    inner join {{ ref('stg_articles') }} as articles on sides.article_id = articles.article_id
    inner join {{ ref('stg_sentences') }} as sentences on sides.article_id = sentences.article_id
),

words as (
    select
        texts.*,
        lower(texts.text) as folded,
        regexp_extract_all({{ without_separators('folded') }}, '[\p{L}\p{N}_]+') as words,
        regexp_extract_all(regexp_replace(folded, {{ numerals() }}, '#', 'g'), '[\p{L}_#]+') as masked
    from texts
)

select
    article_id,
    sentence,
    start_char,
    end_char,
    text,
    hash(words) as sentence_key,
    list_filter(words, lambda word: regexp_full_match(word, '\p{N}+')) as numerals,
    list_distinct(case
        when len(masked) < 2 then [hash(masked)]
        else [hash(masked[i], masked[i + 1]) for i in range(1, len(masked))]
    end) as word_pairs
from words
where len(words) > 0
