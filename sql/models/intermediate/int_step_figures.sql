-- One figure on one side of a step, in a sentence that the other side lacks: what it means, and the words around it.
with changed as (
    {% for side in ['before', 'after'] %}
        select
            duplicate_id,
            '{{ side }}' as side,
            sentence_{{ side }} as sentence,
            coalesce(sentence_before || '>' || sentence_after, '') as pairing
        from {{ ref('int_sentence_pairs') }}
        where sentence_{{ side }} is not null
        {% if not loop.last %}union all{% endif %}
    {% endfor %}
),

placed as (
    select
        figures.*,
        sentences.sentence
    from {{ ref('stg_figures') }} as figures
    asof inner join {{ ref('int_step_sentences') }} as sentences
        on figures.article_id = sentences.article_id and figures.num_start >= sentences.start_char
    where figures.num_start < sentences.end_char
)

select
    sides.duplicate_id,
    sides.side,
    changed.pairing,
    figures.figure_id,
    figures.article_id,
    figures.start_char,
    figures.kind,
    coalesce(figures.unit, '') as unit,
    regexp_extract_all({{ without_separators('figures.text') }}, '\p{N}+') as numerals,
    {{ figure_meaning('figures') }} as meaning,
    coalesce({{ slug('figures.counted') }}, '') as counted,
    coalesce(figures.category, '') as category,
    coalesce({{ slug('figures.place') }}, '') as place,
    coalesce({{ slug('figures.state') }}, '') as state,
    list_reverse(regexp_extract_all(regexp_replace(
        lower(substring(articles.text, greatest(figures.start_char - 39, 1), least(figures.start_char, 40))),
        {{ numerals() }}, '#', 'g'
    ), '[\p{L}_#]+')) as words_before,
    regexp_extract_all(regexp_replace(
        lower(substring(articles.text, figures.end_char + 1, 40)), {{ numerals() }}, '#', 'g'
    ), '[\p{L}_#]+') as words_after
from {{ ref('int_step_sides') }} as sides
inner join placed as figures on sides.article_id = figures.article_id
inner join {{ ref('stg_articles') }} as articles on sides.article_id = articles.article_id
inner join changed
    on
        sides.duplicate_id = changed.duplicate_id
        and sides.side = changed.side
        and figures.sentence = changed.sentence
