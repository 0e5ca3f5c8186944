"""Builders: rows with sensible defaults. Nothing is random; what a test cares about, it says."""

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import count

from django.contrib.auth.models import Group

from aggregator.accounts.models import Role, User
from feeds.dedupe import address_of
from feeds.models import Article, Comment, Feed, HubSubscription, Sighting, Story, Topic
from moderation import comments, decide
from moderation.models import Assessment, Decision, Reference, ReferenceMatch, ReviewItem
from moderation.references.wording import of_claim
from moderation.types import Span, Zone

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
PASSWORD = "correct horse battery"
_numbers = count(1)


def topic(slug: str = "science", name: str = "") -> Topic:
    """The topic of this slug."""
    return Topic.objects.get_or_create(slug=slug, defaults={"name": name or slug.capitalize()})[0]


def feed(
    *,
    url: str = "",
    title: str = "The Harbour Post",
    topic: Topic | None = None,
    state: Feed.State = Feed.State.ACTIVE,
    next_fetch_at: datetime = NOW,
    failures: int = 0,
    last_error: str = "",
) -> Feed:
    """A feed that is due now."""
    return Feed.objects.create(
        url=url or f"https://harbour-{next(_numbers)}.example/feed.xml",
        title=title,
        topic=topic,
        state=state,
        next_fetch_at=next_fetch_at,
        failures=failures,
        last_error=last_error,
    )


def hub_subscription(
    feed: Feed,
    *,
    hub: str = "https://hub.example/",
    topic: str = "",
    state: HubSubscription.State = HubSubscription.State.ACTIVE,
    token: str = "",
    secret: str = "a secret of this test",
    due_at: datetime = NOW,
    active_since: datetime | None = None,
    active_until: datetime | None = None,
) -> HubSubscription:
    """What was asked of the feed's hub; active for ten days from NOW on unless said otherwise. The feed names it."""
    Feed.objects.filter(pk=feed.pk).update(hub=hub, hub_topic=topic or feed.url)
    is_active = state == HubSubscription.State.ACTIVE
    return HubSubscription.objects.create(
        feed=feed,
        hub=hub,
        topic=topic or feed.url,
        state=state,
        token=token or f"token-{next(_numbers)}",
        secret=secret,
        due_at=due_at,
        active_since=active_since or (NOW if is_active else None),
        active_until=active_until or (NOW + timedelta(days=10) if is_active else None),
    )


_new_feed = feed  # under a second name, because article() has an argument of the first


def story(title: str = "A bridge is reopened") -> Story:
    """A story without articles."""
    return Story.objects.create(title=title)


def article(
    *,
    title: str = "The bridge over the harbour is open again",
    text: str = "After two years of work, the bridge over the harbour was opened to everybody this morning.",
    feed: Feed | None = None,
    creator: User | None = None,
    topic: Topic | None = None,
    story: Story | None = None,
    visibility: Article.Visibility = Article.Visibility.ALLOW,
    published_at: datetime = NOW,
    embed_due_at: datetime | None = None,
    assess_due_at: datetime | None = None,
) -> Article:
    """A shown article, of a new feed unless it has a feed or a creator."""
    if feed is None and creator is None:
        feed = _new_feed()
    number = next(_numbers)
    made = Article.objects.create(
        origin=Article.Origin.CREATOR if creator else Article.Origin.FEED,
        feed=feed,
        creator=creator,
        guid=f"article-{number}",
        url="" if creator else f"https://harbour.example/articles/{number}",
        title=title,
        summary=text[:200],
        html=f"<p>{text}</p>",
        text=text,
        language="en",
        content_hash=f"{number:064x}",
        word_count=len(text.split()),
        published_at=published_at,
        topic=topic,
        story=story,
        visibility=visibility,
        embed_due_at=embed_due_at,
        assess_due_at=assess_due_at,
    )
    sightings([made])
    return made


def sightings(articles: Sequence[Article], *, feed: Feed | None = None) -> list[Sighting]:
    """The rows that say that their own feed, or another one, brought these articles."""
    return Sighting.objects.bulk_create(
        Sighting(
            article=article,
            feed=brought_by,
            guid=article.guid,
            address=address_of(article.url),
            published_at=article.published_at,
            seen_at=article.created_at,
        )
        for article in articles
        if (brought_by := feed or article.feed) is not None
    )


def _person(name: str, role: Role | None = None) -> User:
    user = User.objects.create_user(f"{name.lower()}-{next(_numbers)}@example.org", PASSWORD, name=name)
    if role is not None:
        user.groups.add(Group.objects.get_or_create(name=role)[0])
    return user


def reader(name: str = "Ada") -> User:
    """Somebody who reads."""
    return _person(name)


def creator(name: str = "Cleo") -> User:
    """Somebody who may post."""
    return _person(name, Role.CREATOR)


def moderator(name: str = "Max") -> User:
    """Somebody who may decide what is shown."""
    return _person(name, Role.MODERATOR)


def lead(name: str = "Lea") -> User:
    """Somebody who decides what moderators hand on."""
    return _person(name, Role.LEAD)


def operator(name: str = "Olga") -> User:
    """Somebody who runs the site."""
    return _person(name, Role.OPERATOR)


def comment(article: Article, body: str = "Thank you for this.", author: User | None = None) -> Comment:
    """A visible comment, by a new reader unless it has an author."""
    return Comment.objects.create(article=article, body=body, author=author or reader("Rob"))


def assessment(article: Article, *, zone: Zone = Zone.CLEAR, spans: Sequence[Span] = ()) -> Assessment:
    """What the signals said of the article's text."""
    p_dubious = {Zone.CLEAR: 0.05, Zone.QUEUE: 0.7, Zone.LIMIT: 0.85, Zone.HOLD: 0.95}[zone]
    return Assessment.objects.create(
        article=article,
        model="claims-test",
        p_health=0.9,
        p_dubious=p_dubious,
        p_bait=0.1,
        p_distress=0.0,
        zone=zone,
        spans=[[span.start, span.end, span.why] for span in spans],
        content_hash=article.content_hash,
    )


def review_item(
    article: Article,
    *,
    zone: Zone = Zone.HOLD,
    priority: float = 0.5,
    opened_at: datetime = NOW,
    is_random: bool = False,
    chance: float = 0.2,
    second_of: Decision | None = None,
) -> ReviewItem:
    """An open item that nobody holds; `chance` is that of the dice, if they picked it."""
    return ReviewItem.objects.create(
        article=article,
        zone=zone,
        priority=priority,
        opened_at=opened_at,
        is_random=is_random,
        chance=chance if is_random else None,
        second_of=second_of,
        reason="A remedy is said to cure an illness.",
    )


def decision(article: Article, moderator: User, visibility: Article.Visibility, *, now: datetime = NOW) -> Decision:
    """A moderator's word on an article, through the one door."""
    item = decide.reopen(article.pk, moderator_id=moderator.pk, now=now)
    reason = Decision.reasons_for(visibility)[0]
    return decide.decide(item.pk, moderator_id=moderator.pk, visibility=visibility, reason=reason, now=now)


def reference(
    claim: str = "Garlic cures cancer",
    *,
    verdict: Reference.Verdict = Reference.Verdict.FALSE,
    rating: str = "False",
    harm: Reference.Harm = Reference.Harm.HIGH,
    url: str = "",
    vector: Sequence[float] | None = None,
    match_due_at: datetime | None = None,
    withdrawn_at: datetime | None = None,
) -> Reference:
    """A checked claim in use; its vector, if it has one, is of the encoder "toy"."""
    return Reference.objects.create(
        claim=claim,
        claim_key=hashlib.sha256(claim.encode()).hexdigest(),
        verdict=verdict,
        rating=rating,
        publisher="The Harbour Fact Check",
        url=url or f"https://facts.example/{next(_numbers)}",
        reviewed_date=NOW.date(),
        language="en",
        harm=harm,
        wording=of_claim(claim),
        encoder="toy" if vector is not None else "",
        vector=vector,
        match_due_at=match_due_at,
        withdrawn_at=withdrawn_at,
        created_at=NOW,
        changed_at=NOW,
    )


def reference_match(
    article: Article,
    reference: Reference,
    *,
    stance: ReferenceMatch.Stance = ReferenceMatch.Stance.REPEATS,
    likeness: float = 0.9,
) -> ReferenceMatch:
    """The title of the article says the claim."""
    return ReferenceMatch.objects.create(
        article=article,
        reference=reference,
        stance=stance,
        likeness=likeness,
        words=likeness,
        start=0,
        end=len(article.title),
        content_hash=article.content_hash,
        created_at=NOW,
    )


def removal(
    comment: Comment, moderator: User, *, reason: str = "indecent", note: str = "", now: datetime = NOW
) -> Decision:
    """A moderator takes a comment from under its article, through the one door."""
    item = decide.reopen(comment.article_id, moderator_id=moderator.pk, now=now)
    made = comments.remove(comment.pk, item_id=item.pk, moderator_id=moderator.pk, reason=reason, note=note, now=now)
    assert made is not None
    return made
