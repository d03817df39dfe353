-- One telling word of one copy group within its subject, as share of a vector of length one. What all texts of a
-- subject say does not tell its events apart, so a word weighs less the more of them have it. Only subjects of many
-- long texts are here: a headline has no background, and few texts do not show what theirs is.
with subjects as (
    select
        components.least_article_id as subject,
        components.article_id,
        count(*) over (partition by components.least_article_id) as articles,
        avg(counts.terms) over (partition by components.least_article_id) as terms
    from {{ ref('int_subject_components') }} as components
    inner join {{ ref('int_term_counts') }} as counts on components.article_id = counts.article_id
    qualify articles >= {{ var('subject_articles') }} and terms > {{ var('terms_kept') }} / 2
),

counted as (
    select
        subjects.subject,
        subjects.article_id,
        subjects.articles,
        terms.term,
        terms.share,
        count(*) over (partition by subjects.subject, terms.term) as holders
    from subjects
    inner join {{ ref('int_terms') }} as terms on subjects.article_id = terms.article_id
    qualify holders >= 2
),

weighed as (
    select
        subject,
        article_id,
        term,
        round(share * pow(ln((articles + 0.5) / holders), {{ var('subject_contrast') }}), 6)::decimal(9, 6) as weight
    from counted
)

select
    subject,
    article_id,
    term,
    {{ unit_share() }} as share
from weighed
where weight > 0
