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

{# What a folded text holds that has the words asked for, as rows of `word`, `needle` and `pattern`: of each word one
   pattern at least, each of which begins with the needle. A word stands for all that begin like it, for its singular and
   for that one's plurals and feminines: "soldats" and "soldat" find both, and so do "blessés" and "blessées". #}
{% macro patterns_of(text, little) -%}
    select
        word,
        ' ' || regexp_replace(single, 'al$', 'a') as needle,
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

{# CTEs that end in `found`: figures that have all words of `words`, null or none for every figure, each with its claim.
   `is_named` says whether they stand in what is counted, said by whom and where; where no figure is so named, the
   sentences count. Needles go first, since most figures have none; no sentence is read unless it must be, as a join
   with no rows on its right reads nothing on its left. #}
{% macro found_figures(words) -%}
    patterns as ({{ patterns_of("coalesce(" ~ words ~ ", '')", little_words()) }}),

    wanted as (select count(distinct word) as words from patterns),

    needles as (
        select distinct
            word,
            needle
        from patterns
    ),

    nearly_named as materialized (
        select
            searched.figure_id,
            searched.claim_id,
            searched.named,
            needles.word
        from {{ ref('figure_words') }} as searched
        inner join needles on contains(searched.named, needles.needle)
    ),

    named as materialized (
        select
            nearly_named.figure_id,
            nearly_named.claim_id
        from nearly_named
        inner join patterns on nearly_named.word = patterns.word and contains(nearly_named.named, patterns.pattern)
        group by nearly_named.figure_id, nearly_named.claim_id
        having count(distinct nearly_named.word) = (select wanted.words from wanted)
    ),

    needles_of_sentences as (
        select
            word,
            needle
        from needles
        where not exists (select 1 from named)
    ),

    nearly_told as materialized (
        select
            searched.figure_id,
            searched.claim_id,
            searched.named || searched.told as told,
            needles_of_sentences.word
        from {{ ref('figure_words') }} as searched
        inner join needles_of_sentences
            on
                contains(searched.told, needles_of_sentences.needle)
                or contains(searched.named, needles_of_sentences.needle)
    ),

    found as (
        select
            figure_id,
            claim_id,
            true as is_named
        from named
        union all
        select
            nearly_told.figure_id,
            nearly_told.claim_id,
            false as is_named
        from nearly_told
        inner join patterns on nearly_told.word = patterns.word and contains(nearly_told.told, patterns.pattern)
        group by nearly_told.figure_id, nearly_told.claim_id
        having count(distinct nearly_told.word) = (select wanted.words from wanted)
        union all
        select
            figure_id,
            claim_id,
            true as is_named
        from {{ ref('figure_words') }}
        where not exists (select 1 from patterns)
    )
{%- endmacro %}

{# CTEs that end in `holding`: claims that one of those figures carries. #}
{% macro claims_about(words) -%}
    {{ found_figures(words) }},

    holding as (
        select distinct claim_id
        from found
    )
{%- endmacro %}

{# CTEs that end in `placed`: claims that a text sets in `place`: its words stand in the claim's place, or they are a
   name of that place ("Kursk") or of the country around it ("Russia"). #}
{% macro claims_placed_in(place) -%}
    place_words as ({{ words_of("coalesce(" ~ place ~ ", '')", little_words()) }}),

    places as (
        select entity_id
        from {{ ref('entities') }}
        where label in ('GPE', 'LOC') and {{ folded('name') }} = {{ folded(place) }}
        union
        select entity_id
        from {{ ref('mentions') }}
        where label in ('GPE', 'LOC') and lower(text) = lower({{ place }})
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

    said_places as materialized (
        select distinct
            claims.place as said,
            claims.place_name as known_as
        from {{ ref('claims') }} as claims
        where coalesce(claims.place, claims.place_name) is not null
    ),

    places_of_that_name as (
        select
            said_places.said,
            said_places.known_as
        from said_places
        inner join place_words
            on
                contains(
                    {{ folded("concat_ws(' ', said_places.said, said_places.known_as)") }},
                    ' ' || place_words.word || ' '
                )
        group by said_places.said, said_places.known_as
        having count(*) = (select count(*) from place_words)
    ),

    placed as (
        select claims.claim_id
        from {{ ref('claims') }} as claims
        inner join places_of_that_name
            on
                claims.place is not distinct from places_of_that_name.said
                and claims.place_name is not distinct from places_of_that_name.known_as
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
