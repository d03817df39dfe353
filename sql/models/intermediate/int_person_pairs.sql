-- Two full names that may be one person's, the first a variant of the second, which more articles have. Candidates
-- share a word; what decides is said by the rule: other spelling of one word, other order, words that do not belong.
with keyed as (
    select
        entity_id,
        articles,
        words,
        slug,
        list_sort(words) as sorted_words,
        -- one spelling for what transliterations vary: Zelensky, Zelenskyy, Zelenskiy
        regexp_replace(
            replace(replace(slug, 'ou', 'u'), 'w', 'v'), '(iy|yy|ii|ij|y|i|j)(-|$)', 'i\2', 'g'
        ) as sound
    from {{ ref('int_persons') }}
),

candidates as (
    select
        a.entity_id as a_id,
        b.entity_id as b_id
    from keyed as a
    inner join keyed as b on len(a.words) = len(b.words) and a.words[1] = b.words[1] and a.entity_id <> b.entity_id
    where a.words[-1][1] = b.words[-1][1]
    union
    select
        a.entity_id as a_id,
        b.entity_id as b_id
    from keyed as a
    inner join keyed as b on len(a.words) = len(b.words) and a.words[-1] = b.words[-1] and a.entity_id <> b.entity_id
    where a.words[1][1] = b.words[1][1]
    union
    select
        a.entity_id as a_id,
        b.entity_id as b_id
    from keyed as a
    inner join keyed as b on a.sorted_words = b.sorted_words and a.entity_id <> b.entity_id
    union
    select
        a.entity_id as a_id,
        b.entity_id as b_id
    from keyed as a
    inner join keyed as b on a.words[-1] = b.words[-1] and a.words[-2] = b.words[-2]
    where len(a.words) > len(b.words)
    union
    select
        a.entity_id as a_id,
        b.entity_id as b_id
    from keyed as a
    inner join keyed as b on a.words[1] = b.words[1] and a.words[2] = b.words[2]
    where len(a.words) > len(b.words)
),

paired as (
    select
        a.entity_id,
        b.entity_id as into_id,
        a.articles,
        b.articles as into_articles,
        a.sound = b.sound as same_sound,
        a.sorted_words = b.sorted_words as same_words,
        len(a.words) - len(b.words) as more_words,
        a.slug like '%-' || b.slug or a.slug like b.slug || '-%' as holds,
        list_zip(a.words, b.words) as pairs
    from candidates
    inner join keyed as a on candidates.a_id = a.entity_id
    inner join keyed as b on candidates.b_id = b.entity_id
    where (b.articles, b.entity_id) > (a.articles, a.entity_id)
),

compared as (
    select
        *,
        list_filter(pairs, lambda pair: pair[1] <> pair[2]) as others
    from paired
),

judged as (
    select
        entity_id,
        into_id,
        into_articles,
        case
            when same_words then 'other order'
            when more_words = 0 and same_sound then 'other transliteration'
            when
                more_words = 0 and len(others) = 1
                and damerau_levenshtein(others[1][1], others[1][2]) = 1
                and least(len(others[1][1]), len(others[1][2])) >= 6
                and into_articles >= 5 * articles
                then 'other spelling'
            when more_words > 0 and holds and into_articles >= 20 * articles then 'further words'
        end as rule
    from compared
)

select
    entity_id,
    into_id,
    rule,
    case rule
        when 'other order' then 0.95
        when 'other transliteration' then 0.95
        when 'other spelling' then 0.9
        else 0.85
    end as score
from judged
where rule is not null
qualify row_number() over (partition by entity_id order by into_articles desc, into_id asc) = 1
