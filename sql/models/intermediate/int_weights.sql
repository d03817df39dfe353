-- One telling word of one copy group's least article, and what it weighs: by how rare it is in the press at large
-- (frozen seeds, never this corpus; a word of several languages counts as what it is commonest in), by how often it
-- stands in the text, and double in the lead, where news says what happened. Forms of a word are one by their
-- beginning, in Latin letters. A number weighs by its digits: years and two digits are met by chance.
{{ remembered('int_group_times', ['article_id']) }}
with shares as (
    select
        word,
        max(share) as share
    from (
        select
            word,
            share
        from {{ ref('word_shares') }}
        union all
        select
            word,
            share
        from {{ ref('common_words') }}
    )
    group by word
)

select
    words.article_id,
    case
        when words.is_number then words.word
        else left({{ latin('words.word') }}, {{ var('stem_letters') }})
    end as term,
    round(max(
        -ln(
            case
                when not words.is_number then greatest(coalesce(shares.share, 0), {{ var('least_share') }})
                when length(words.word) = 2 then 0.25
                when regexp_matches(words.word, '^(19|20)\d\d$') then 0.5
                else 0.08
            end
        )
        * (1 + ln(words.times))
        * case when words.place <= {{ var('lead_words') }} then 2 else 1 end
    ), 3)::decimal(9, 3) as weight,
    bool_or(words.is_number or coalesce(words.is_name, shares.share is null)) as is_anchor
from {{ ref('int_words') }} as words
left join shares on words.word = shares.word
group by words.article_id, term
having weight > 0
