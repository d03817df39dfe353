-- One article: the copy of its group that is kept and the earliest, which is one and the same: the earliest published,
-- else the longest, else that of the least id. Where of the articles of one day some do not say the hour, none counts.
with hours as (
    select
        articles.article_id,
        articles.published_at,
        articles.char_count,
        articles.agency,
        copy_groups.copy_group,
        imprints.house,
        coalesce(bool_or(articles.published_precision = 'day') over (
            partition by copy_groups.copy_group, articles.published_at::date
        ), false) as by_day
    from {{ ref('stg_articles') }} as articles
    inner join {{ ref('int_copy_groups') }} as copy_groups on articles.article_id = copy_groups.article_id
    inner join {{ ref('int_imprints') }} as imprints on articles.article_id = imprints.article_id
),

firsts as (
    select
        copy_group,
        arg_min(
            { 'id': article_id, 'house': house },
            {
                'at': coalesce(
                    case when by_day then date_trunc('day', published_at) else published_at end,
                    timestamp '9999-12-31'
                ),
                'length': -char_count,
                'id': article_id
            }
        ) as kept
    from hours
    group by copy_group
),

credited as (
    select
        copy_group,
        agency
    from hours
    where agency is not null
    group by copy_group, agency
    qualify row_number() over (partition by copy_group order by count(*) desc, agency asc) = 1
)

select
    hours.article_id,
    hours.copy_group,
    firsts.kept.id as kept_article_id,
    credited.agency as group_agency,
    case
        when credited.agency is not null then 'agency'
        when firsts.kept.id = hours.article_id or firsts.kept.house = hours.house then 'own'
        else 'copy'
    end as origin,
    coalesce(credited.agency, firsts.kept.house, hours.copy_group) as source
from hours
inner join firsts on hours.copy_group = firsts.copy_group
left join credited on hours.copy_group = credited.copy_group
