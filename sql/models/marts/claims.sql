-- Grain: one claim, that is one claimant's figure of one measure about one time, however many texts carry it.
with rows_of as (
    select
        members.claim_id,
        members.measure_id,
        members.claimant_id,
        members.first_day,
        members.last_day,
        members.as_of_stated,
        members.is_timed,
        claimants.claimant,
        claimants.claimant_kind,
        measured.place_id,
        measured.state,
        measured.holds_low,
        measured.holds_high,
        links.place_name,
        figures.*,
        articles.published_at,
        articles.publisher,
        articles.language,
        origins.source as origin_source,
        memberships.story_id,
        sentences.sentence,
        { 'at': coalesce(articles.published_at, timestamp '9999-12-31'), 'id': figures.figure_id } as turn,
        -- the strictest wording speaks for all
        {
            'looseness': figures.bound not in ('exact', 'more_than', 'less_than'),
            'at': coalesce(articles.published_at, timestamp '9999-12-31'),
            'id': figures.figure_id
        } as strictness
    from {{ ref('int_claim_figures') }} as members
    inner join {{ ref('int_claimants') }} as claimants on members.figure_id = claimants.figure_id
    inner join {{ ref('int_figure_measures') }} as measured on members.figure_id = measured.figure_id
    inner join {{ ref('int_figure_links') }} as links on members.figure_id = links.figure_id
    inner join {{ ref('stg_figures') }} as figures on members.figure_id = figures.figure_id
    inner join {{ ref('stg_articles') }} as articles on figures.article_id = articles.article_id
    inner join {{ ref('int_origins') }} as origins on figures.article_id = origins.article_id
    inner join {{ ref('int_memberships') }} as memberships on figures.article_id = memberships.article_id
    left join {{ ref('int_figure_sentences') }} as sentences on figures.figure_id = sentences.figure_id
)

select
    claim_id,
    min(measure_id) as measure_id,
    min(claimant_id) as claimant_id,
    arg_min(claimant, turn) as claimant,
    arg_min(claimant_kind, turn) as claimant_kind,
    list_sort(list(distinct source) filter (source is not null)) as claimant_words,
    min(kind) as kind,
    min(unit) as unit,
    min(per) as per,
    arg_min(value, strictness) as value,
    arg_min(low, strictness) as low,
    arg_min(high, strictness) as high,
    arg_min(bound, strictness) as bound,
    arg_min(holds_low, strictness) as holds_low,
    arg_min(holds_high, strictness) as holds_high,
    case when bool_or(modality = 'asserted') then 'asserted' else min(modality) end as modality,
    arg_min(text, strictness) as wording,
    list_sort(list(distinct text)) as wordings,
    arg_min(counted, turn) as counted,
    arg_min(category, turn) as category,
    min(thing) as thing,
    min(subject) as subject,
    min(state) as state,
    any_value(qualifiers order by figure_id) as qualifiers,
    arg_min(place, turn) as place,
    min(place_id) as place_id,
    min(place_name) as place_name,
    min(first_day) filter (where is_timed) as as_of_start,
    max(last_day) filter (where is_timed) as as_of_end,
    bool_or(as_of_stated) as as_of_stated,
    min(published_at) as first_seen,
    max(published_at) as last_seen,
    count(distinct article_id) as articles,
    list_sort(list(distinct publisher) filter (publisher is not null)) as publishers,
    count(distinct origin_source) as independent_sources,
    list_sort(list(distinct relayed_by) filter (relayed_by is not null)) as relayed_by,
    arg_min(sentence, turn) as sentence,
    arg_min(figure_id, turn) as figure_id,
    list_sort(list(figure_id)) as figure_ids,
    arg_min(story_id, turn) as story_id,
    arg_min(language, turn) as language
from rows_of
group by claim_id
