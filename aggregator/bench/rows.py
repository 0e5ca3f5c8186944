"""The rows of a filled site: statements by which PostgreSQL makes them itself, in the order of their references."""

ARTICLES = """
INSERT INTO feeds_article (id, origin, format, feed_id, guid, url, title, summary, html, text, author, language,
    content_hash, entry_hash, word_count, published_at, created_at, updated_at, topic_id, story_id, visibility)
SELECT n, 'feed', 'text', feed.ids[1 + n %% cardinality(feed.ids)], 'g' || n, 'https://publisher.example/' || n,
    'The council of harbour ' || n || ' decides about a bridge that was never there',
    'What was said on the day, who said it, and why it matters to people who live beside the water: part ' || n || '.',
    '', 'Words of piece ' || n, '', 'en', md5(n::text), '', 120 + n %% 900, moment.at, moment.at, moment.at,
    topic.ids[1 + n %% cardinality(topic.ids)],
    CASE WHEN n %% 5 = 0 AND n < %(hot)s THEN 1 + (n / 15) END, 'allow'
FROM generate_series(1, %(articles)s) n,
    (SELECT array_agg(id ORDER BY id) ids FROM feeds_feed) feed,
    (SELECT array_agg(id ORDER BY id) ids FROM feeds_topic WHERE parent_id IS NULL) topic,
    LATERAL (SELECT %(now)s::timestamptz - n * make_interval(secs => %(every)s) AS at) moment
"""
STORIES = """
INSERT INTO feeds_story (id, title, created_at, updated_at)
SELECT n, 'Story ' || n, %(now)s, %(now)s FROM generate_series(1, %(hot)s / 15 + 2) n
"""
SIGHTINGS = """
INSERT INTO feeds_sighting (article_id, feed_id, guid, published_at, seen_at)
SELECT id, feed_id, guid, published_at, published_at FROM feeds_article
"""
ASSESSMENTS = """
INSERT INTO moderation_assessment
    (article_id, model, p_health, p_dubious, p_bait, p_distress, zone, spans, reason, content_hash, created_at)
SELECT id, 'bench', .05, .02, (id %% 10) / 20.0, (id %% 7) / 20.0, 'clear', '[]', '', content_hash, created_at
FROM feeds_article
"""
STATS = """
INSERT INTO ranking_articlestats
    (article_id, views, plays, likes, hides, comments, saves, dwell_s, dwells, heat, heat_at, trend)
SELECT n, views, views * (1 + n %% 9) / 100, views * (n %% 3) / 300, n %% 2, n %% 4, n %% 3, views * 2.0, views / 20,
    1 + views / 50.0, %(now)s, ln(1 + views / 50.0) / ln(2) + extract(epoch FROM %(now)s::timestamptz) / 21600
FROM generate_series(1, least(%(articles)s, 3 * %(hot)s)) n, LATERAL (SELECT (n * 7919) %% 400 AS views) v
WHERE n %% 10 > 0
"""
USERS = """
INSERT INTO accounts_user (id, password, is_superuser, public_id, email, name, is_active, is_staff, date_joined)
SELECT n, '!', false, gen_random_uuid(), 'reader' || n || '@bench.example', '', true, false, %(now)s
FROM generate_series(1, %(readers)s) n
"""
SUBSCRIPTIONS = """
INSERT INTO feeds_subscription (reader_id, feed_id, topic_id, created_at)
SELECT r, feed.ids[1 + (r * 13 + k) %% cardinality(feed.ids)], NULL, %(now)s
FROM generate_series(1, %(readers)s) r, generate_series(1, 3) k,
    (SELECT array_agg(id ORDER BY id) ids FROM feeds_feed) feed
UNION ALL
SELECT r, NULL, topic.ids[1 + r %% cardinality(topic.ids)], %(now)s
FROM generate_series(1, %(readers)s) r,
    (SELECT array_agg(id ORDER BY id) ids FROM feeds_topic WHERE parent_id IS NULL) topic
"""
SLATES_SQL = """
INSERT INTO ranking_slate (id, reader_id, visitor, served_at, page, heads, weights, seed, counts)
SELECT md5(n::text)::uuid, 1 + (n - 1) / %(slates)s, '',
    %(now)s::timestamptz - make_interval(hours => 12 * (1 + (n - 1) %% %(slates)s)) - make_interval(secs => n %% 3600),
    0, 'prior-1', 'default-1', n, '{}'
FROM generate_series(1, %(readers)s::int * %(slates)s) n
"""
# Twelve places of the reader's three topics, eight of any: strides of 101 meet no article twice on a slate.
IMPRESSIONS = """
INSERT INTO ranking_impression
    (id, slate_id, article_id, slot, kind, propensity, pool_size, policy, scores, terms, value, features, reasons)
SELECT (n - 1) * 20 + slot + 1, md5(n::text)::uuid,
    ((n * 7919 + slot * 101) %% deep) * topics + 1
        + CASE WHEN slot < 12 THEN reader + slot %% 3 ELSE slot * slot END %% topics,
    slot, 'personal', 1, 1, 'rank', '{"p_play": 0.04, "p_like": 0.004, "p_hide": 0.002, "playtime_s": 37.5}',
    '{"play": 0.2, "like": 0.2, "comment": 0.2, "playtime": 0.4, "creator": 0.03, "story": 0.0, "bait_guard": -0.01}',
    1, array_fill(0.5::float8, ARRAY[%(features)s]), '[{"code": "new", "params": {"topic": "Science"}, "share": 0.4}]'
FROM generate_series(1, %(readers)s::int * %(slates)s) n, generate_series(0, 19) slot,
    (SELECT count(*) topics, greatest(1, least(%(articles)s, %(hot)s) / count(*) - 1) deep
     FROM feeds_topic WHERE parent_id IS NULL) site,
    LATERAL (SELECT 1 + (n - 1) / %(slates)s AS reader) who
"""
EVENTS = """
INSERT INTO ranking_event (impression_id, reader_id, article_id, kind, value, happened_at)
SELECT it.id, slate.reader_id, it.article_id, done.kind, done.value, slate.served_at + make_interval(secs => it.slot)
FROM ranking_impression it JOIN ranking_slate slate ON slate.id = it.slate_id
CROSS JOIN LATERAL (VALUES ('view', 1.0, 15), ('play', 1.0, 3), ('dwell', 40.0, 2)) AS done(kind, value, slots)
WHERE it.slot < done.slots
"""
PROFILES = """
INSERT INTO ranking_profile (reader_id, long, short, long_mass, short_mass, encoder, recent, topics, feeds, forgotten,
    horizon, events, learned_at)
SELECT reader_id, mean, mean, 10, 2, %(encoder)s, to_jsonb(recent[1:5]),
    jsonb_build_object(topic::text, counts, (topic - 1)::text, counts), feeds, '{}', .5, 200, %(now)s
FROM (
    SELECT event.reader_id, avg(near.vector::vector)::real[]::float8[] AS mean,
        array_agg(event.article_id ORDER BY event.happened_at DESC) AS recent, max(article.topic_id) AS topic,
        jsonb_build_object('clicks', 9.5, 'misses', 60.0, 'views', 70.0, 'hides', 0.0) AS counts,
        jsonb_object_agg('feed-' || article.feed_id,
            jsonb_build_object('clicks', 1.0, 'misses', 2.0, 'views', 3.0, 'hides', 0.0)) AS feeds
    FROM ranking_event event JOIN feeds_article article ON article.id = event.article_id
        JOIN feeds_embedding near ON near.article_id = event.article_id
    WHERE event.kind = 'play' GROUP BY event.reader_id
) read
"""
# Each opening counts 1, 1/2 ... 1/5 for the pairs with the five before it, as ranking.counting.pairs has it.
PAIRS = """
INSERT INTO ranking_coread (article_id, partner_id, trend)
SELECT earlier, later, ln(sum(1.0 / place)) / ln(2) + max(extract(epoch FROM happened_at)) / 21600
FROM (
    SELECT article_id AS later, happened_at, place, lag(article_id, place) OVER opened AS earlier
    FROM ranking_event, generate_series(1, 5) place WHERE kind = 'play'
    WINDOW opened AS (PARTITION BY reader_id, place ORDER BY happened_at, ranking_event.id)
) read
WHERE earlier <> later GROUP BY earlier, later
"""
STEPS = {
    "stories": STORIES,
    "articles": ARTICLES,
    "sightings": SIGHTINGS,
    "assessments": ASSESSMENTS,
    "counters": STATS,
    "readers": USERS,
    "subscriptions": SUBSCRIPTIONS,
    "slates": SLATES_SQL,
    "impressions": IMPRESSIONS,
    "events": EVENTS,
    "pairs": PAIRS,
}
AFTER_VECTORS = {"profiles": PROFILES}
