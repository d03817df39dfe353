-- Mentions whose span in the article is not the text that they claim.
select
    mentions.mention_id,
    mentions.text,
    substring(articles.text, mentions.start_char + 1, mentions.end_char - mentions.start_char) as found
from {{ ref('mentions') }} as mentions
inner join {{ ref('stg_articles') }} as articles on mentions.article_id = articles.article_id
where substring(articles.text, mentions.start_char + 1, mentions.end_char - mentions.start_char) != mentions.text
