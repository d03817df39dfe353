{# Search that case, accents and punctuation do not matter to: for the models, and for the catalogue's table macros. #}

{# A text as search reads it: folded words with a space before each and behind the last. Signs are told from letters by
   where they stand in Unicode: classes of RE2 take milliseconds to compile, at every place of every query. #}
{% macro folded(text) -%}
    regexp_replace(
        ' ' || strip_accents(replace(lower({{ text }}), 'œ', 'oe')) || ' ',
        '[^0-9a-z\x{c0}-\x{1fff}\x{2070}-\x{2fff}\x{3040}-\x{10ffff}]+', ' ', 'g'
    )
{%- endmacro %}

{# The words of a text, each once, as rows of `word`; without the `little` ones ("de", "the") if it has others. #}
{% macro words_of(text, little) -%}
    select word
    from (select distinct unnest(string_split(trim({{ folded(text) }}), ' ')) as word)
    where word != ''
    qualify not contains({{ little }}, ' ' || word || ' ') or bool_and(contains({{ little }}, ' ' || word || ' ')) over ()
{%- endmacro %}

{# The singular of a folded French or English word, near enough: hopitaux, hopital; blessees, blesse; troops, troop. #}
{% macro singular(word) -%}
    regexp_replace(regexp_replace({{ word }}, '([^e])aux$', '\1als'), '(?:(e)es|[sx])$', '\1')
{%- endmacro %}

{# What a folded text holds that has the words asked for, as rows of `word` and `pattern`: of each word one pattern at
   least. A word stands for all that begin like it, for its singular and for that one's plurals and feminines: "soldats"
   and "soldat" find both, and so do "blessés" and "blessées". #}
{% macro patterns_of(text, little) -%}
    select
        word,
        unnest([
            ' ' || word,
            ' ' || single || ' ',
            ' ' || single || 's ',
            ' ' || single || 'e ',
            ' ' || single || 'es ',
            ' ' || regexp_replace(single, 'al$', 'aux') || ' '
        ]) as pattern
    from (
        select
            word,
            {{ singular('word') }} as single
        from ({{ words_of(text, little) }}) as words
    ) as words
{%- endmacro %}

{# CTEs that end in `found`: figures that have all words of `words`, null or none for every figure. `is_named` says
   whether they stand in what is counted, said by whom and where; where no figure is so named, the sentences count. #}
{% macro found_figures(words) -%}
    patterns as ({{ patterns_of("coalesce(" ~ words ~ ", '')", little_words()) }}),

    wanted as (select count(distinct word) as words from patterns),

    hits as (
        select
            searched.figure_id,
            count(distinct patterns.word) filter (where contains(searched.named, patterns.pattern)) as named,
            count(distinct patterns.word) as told
        from {{ ref('figure_words') }} as searched
        inner join patterns
            on contains(searched.named, patterns.pattern) or contains(searched.told, patterns.pattern)
        group by searched.figure_id
        union all
        select figure_id, 0, 0
        from {{ ref('figure_words') }}
        where not exists (select 1 from patterns)
    ),

    found as (
        select
            hits.figure_id,
            hits.named = wanted.words as is_named
        from hits
        inner join wanted on hits.told = wanted.words
        qualify is_named or not bool_or(is_named) over ()
    )
{%- endmacro %}

{# CTEs that end in `holding`: claims that one of those figures carries. #}
{% macro claims_about(words) -%}
    {{ found_figures(words) }},

    carried as (
        select
            claim_id,
            unnest(figure_ids) as figure_id
        from {{ ref('claims') }}
    ),

    holding as (
        select distinct carried.claim_id
        from carried
        inner join found on carried.figure_id = found.figure_id
    )
{%- endmacro %}

{# CTEs that end in `placed`: claims that a text sets in `place`: its words stand in the claim's place, or they are a name
   of that place ("Kursk") or of the country around it ("Russia"). #}
{% macro claims_placed_in(place) -%}
    place_words as ({{ words_of("coalesce(" ~ place ~ ", '')", little_words()) }}),

    places as (
        select entity_id
        from {{ ref('entities') }}
        where label in ('GPE', 'LOC') and {{ folded('name') }} = {{ folded(place) }}
        union
        select entity_id
        from {{ ref('mentions') }}
        where label in ('GPE', 'LOC') and {{ folded('text') }} = {{ folded(place) }}
    ),

    places_inside as (
        select entity_id
        from places
        union
        select entities.entity_id
        from {{ ref('entities') }} as entities
        inner join places on 'iso:' || entities.country = places.entity_id
        where entities.label in ('GPE', 'LOC')
    ),

    placed as (
        select claims.claim_id
        from {{ ref('claims') }} as claims
        inner join place_words
            on contains({{ folded("concat_ws(' ', claims.place, claims.place_name)") }}, ' ' || place_words.word || ' ')
        group by claims.claim_id
        having count(*) = (select count(*) from place_words)
        union
        select claims.claim_id
        from {{ ref('claims') }} as claims
        inner join places_inside on claims.place_id = places_inside.entity_id
    )
{%- endmacro %}

{# Whether a folded text has all words of `words`, each at least by its beginning; true where there is no word. #}
{% macro has_words(text, words) -%}
    not exists (
        select 1
        from ({{ words_of(words, little_words()) }}) as asked
        where not contains({{ text }}, ' ' || asked.word)
    )
{%- endmacro %}
