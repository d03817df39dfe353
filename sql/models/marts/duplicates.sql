-- Grain: one edge between two copies, a < b by article_id.
select
    copies.a || '+' || copies.b as duplicate_id,
    copies.a,
    copies.b,
    copies.relation,
    copies.jaccard,
    copies.containment,
    copies.shared_shingles,
    coalesce(shared.passages, []) as passages,
    coalesce(differences.figures_only_a, 0) as figures_only_a,
    coalesce(differences.figures_only_b, 0) as figures_only_b,
    coalesce(differences.texts_only_a, []) as texts_only_a,
    coalesce(differences.texts_only_b, []) as texts_only_b,
    article_a.publisher as publisher_a,
    article_b.publisher as publisher_b,
    article_a.published_at as published_a,
    article_b.published_at as published_b
from {{ ref('int_copies') }} as copies
inner join {{ ref('stg_articles') }} as article_a on copies.a = article_a.article_id
inner join {{ ref('stg_articles') }} as article_b on copies.b = article_b.article_id
left join {{ ref('int_figure_differences') }} as differences on copies.a = differences.a and copies.b = differences.b
left join {{ ref('int_shared_passages') }} as shared on copies.a = shared.a and copies.b = shared.b
