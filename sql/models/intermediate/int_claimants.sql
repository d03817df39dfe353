-- One figure: who claims it. An actor or entity that the source names, the holder of the office that it names, else its
-- words; where the text names nobody, the text itself, and copies of one origin's text are one. What a text says in its
-- own voice and once more of a source, as headlines do, is the source's.
with named as (
    select
        figures.figure_id,
        coalesce(
            links.source_actor_id,
            links.source_entity_id,
            roles.entity_id,
            'words:' || figures.source_key,
            case when figures.source is null then 'text:' || origins.source else 'words:' || lower(figures.source) end
        ) as claimant_id,
        coalesce(
            case when links.source_actor_id is null then links.source_name end,
            roles.name,
            figures.source,
            articles.publisher
        ) as claimant,
        case when figures.source is null then 'article' else figures.source_kind end as claimant_kind,
        -- "la préfecture" is another one in another story
        figures.source is not null
        and coalesce(links.source_actor_id, links.source_entity_id, roles.entity_id) is null as is_words,
        figures.article_id,
        measured.measure_id,
        measured.point,
        figures.start_char
    from {{ ref('stg_figures') }} as figures
    inner join {{ ref('stg_articles') }} as articles on figures.article_id = articles.article_id
    inner join {{ ref('int_origins') }} as origins on figures.article_id = origins.article_id
    inner join {{ ref('int_figure_links') }} as links on figures.figure_id = links.figure_id
    left join {{ ref('int_roles') }} as roles on figures.source_key = roles.office
    left join {{ ref('int_figure_measures') }} as measured on figures.figure_id = measured.figure_id
),

restated as (
    select
        own.figure_id,
        arg_min(others.claimant_id, others.start_char) as claimant_id,
        arg_min(others.claimant, others.start_char) as claimant,
        arg_min(others.claimant_kind, others.start_char) as claimant_kind,
        arg_min(others.is_words, others.start_char) as is_words
    from named as own
    inner join named as others
        on
            own.article_id = others.article_id
            and own.measure_id = others.measure_id
            and own.point = others.point
    where own.claimant_kind = 'article' and others.claimant_kind != 'article'
    group by own.figure_id
)

select
    named.figure_id,
    coalesce(restated.claimant_id, named.claimant_id) as claimant_id,
    coalesce(restated.claimant, named.claimant) as claimant,
    coalesce(restated.claimant_kind, named.claimant_kind) as claimant_kind,
    coalesce(restated.is_words, named.is_words) as is_words
from named
left join restated on named.figure_id = restated.figure_id
