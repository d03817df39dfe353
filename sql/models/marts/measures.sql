-- Grain: one measured thing, across wordings and languages: what is counted, of whom, where, in which unit; in one
-- story where no text places it or it has no class.
with described as (
    select
        measured.measure_id,
        any_value(nullif(measured.state, 'earlier') order by figures.figure_id) as state,
        any_value(measured.place_id order by figures.figure_id) as place_id,
        any_value(measured.story_id order by figures.figure_id) as story_id,
        any_value(figures.kind order by figures.figure_id) as kind,
        any_value(figures.unit order by figures.figure_id) as unit,
        any_value(figures.per order by figures.figure_id) as per,
        any_value(figures.direction order by figures.figure_id) as direction,
        any_value(figures.thing order by figures.figure_id) as thing,
        any_value(figures.subject order by figures.figure_id) as subject,
        any_value(figures.qualifiers order by figures.figure_id) as qualifiers,
        min(links.place_name) as place_name,
        count(*) as figures,
        count(distinct figures.article_id) as articles,
        min(articles.published_at) as first_seen,
        max(articles.published_at) as last_seen
    from {{ ref('int_figure_measures') }} as measured
    inner join {{ ref('stg_figures') }} as figures on measured.figure_id = figures.figure_id
    inner join {{ ref('int_figure_links') }} as links on measured.figure_id = links.figure_id
    inner join {{ ref('stg_articles') }} as articles on figures.article_id = articles.article_id
    group by measured.measure_id
),

wordings as (
    select
        measured.measure_id,
        lower(concat_ws(
            ' ',
            figures.counted,
            case when not contains(lower(figures.counted), lower(figures.state)) then figures.state end
        )) as label
    from {{ ref('int_figure_measures') }} as measured
    inner join {{ ref('stg_figures') }} as figures on measured.figure_id = figures.figure_id
    group by measured.measure_id, label
    qualify row_number() over (
        partition by measured.measure_id
        order by count(*) desc, case when length(label) <= 40 then -length(label) else length(label) end asc, label asc
    ) = 1
),

claims as (
    select
        measure_id,
        count(distinct claim_id) as claims
    from {{ ref('int_claim_figures') }}
    group by measure_id
),

qualified as (
    select
        *,
        len(list_filter(qualifiers, lambda each: starts_with(each, 'iso:'))) as nations,
        [kind, unit, per, direction, thing, subject, state] as same
    from described
),

placed as (
    select
        qualified.*,
        places.country_id
    from qualified
    left join {{ ref('int_measure_places') }} as places on qualified.place_id = places.place_id
),

wholes as (
    select
        parts.measure_id,
        list_sort(list(wholes.measure_id)) as part_of
    from placed as parts
    inner join placed as wholes
        on
            parts.same = wholes.same
            and parts.measure_id != wholes.measure_id
            and coalesce(parts.story_id = wholes.story_id, true)
            and (
                parts.place_id is not distinct from wholes.place_id
                or parts.country_id = wholes.place_id
                -- the soldiers of two armies, wherever
                or (wholes.place_id is null and len(wholes.qualifiers) > len(parts.qualifiers))
            )
            -- soldiers of two armies hold those of one; what is qualified further is fewer
            and (
                (
                    list_has_all(wholes.qualifiers, parts.qualifiers)
                    and wholes.nations > 1
                    and parts.nations > 0
                    and len(parts.qualifiers) = parts.nations
                )
                or (list_has_all(parts.qualifiers, wholes.qualifiers) and wholes.nations < 2)
            )
    group by parts.measure_id
)

select
    placed.measure_id,
    placed.kind,
    placed.unit,
    placed.per,
    placed.direction,
    placed.thing,
    placed.subject,
    placed.state,
    placed.qualifiers,
    placed.place_id,
    coalesce(placed.place_name, places.place_name) as place_name,
    placed.story_id,
    wordings.label,
    coalesce(wholes.part_of, []) as part_of,
    placed.figures,
    claims.claims,
    placed.articles,
    placed.first_seen,
    placed.last_seen
from placed
inner join wordings on placed.measure_id = wordings.measure_id
inner join claims on placed.measure_id = claims.measure_id
left join wholes on placed.measure_id = wholes.measure_id
left join {{ ref('int_measure_places') }} as places on placed.place_id = places.place_id
