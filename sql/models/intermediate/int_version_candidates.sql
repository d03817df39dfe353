-- One pair of articles (a < b) that may be two versions: they follow one another on one page, or stand close to each
-- other under one publisher's headline.
select
    least(article_id, earlier) as a,
    greatest(article_id, earlier) as b,
    bool_or(same_page) as same_page
from {{ ref('int_followings') }}
group by 1, 2
