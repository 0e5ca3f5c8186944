"""Every page of the site by its address, and a site that has something to show on each."""

import re
from dataclasses import dataclass

from django.utils import timezone
from playwright.sync_api import BrowserContext

from aggregator.accounts.models import User
from feeds.models import Article, Draft, Subscription
from moderation import appeals
from moderation.types import Span
from tests import make
from tests.architecture.answers import ANSWERS
from tests.architecture.test_permissions import ROLES, address, behind, each
from tests.browser.newsroom import fill

# No pages for people: what programs read, and what only leads on.
NO_PAGES = re.compile(
    r"\.(xml|opml|json|js)$|^(healthz|readyz|metrics|admin/|accounts/logout|accounts/inactive)|manifest|worker"
)


@dataclass(frozen=True, slots=True)
class Room:
    """One page: its address with holes for what it is about, and who it is looked at as."""

    route: str
    role: str

    @property
    def name(self) -> str:
        """Good as the name of a file."""
        return re.sub(r"\W+", "-", re.sub(r"<\w+:(\w+)>", r"\1", self.route)).strip("-") or "home"


def rooms(role: str) -> list[Room]:
    """What the first of the roles that may enter sees; the front page as a stranger and as a reader."""
    found = []
    for route, (got, _posted) in ANSWERS.items():
        allowed = [one for one, said in zip(ROLES, each(got), strict=True) if said == "200"]
        # A stranger's page of a room that is open to all says less than a reader's.
        seen_as = ("reader" if "reader" in allowed else allowed[0]) if allowed else None
        if seen_as == role and not NO_PAGES.search(route):
            found.append(Room(route, role))
    return found + MORE.get(role, [])


# What the table of answers does not tell: pages that need a row of their reader's own.
MORE = {
    "stranger": [Room("", "stranger")],
    "creator": [Room("decisions/<int:decision_id>/", "creator"), Room("notifications/", "creator")],
    "moderator": [Room("moderation/appeals/<int:appeal_id>/", "moderator")],
}


@dataclass(frozen=True, slots=True)
class Site:
    """People by role, and what stands behind the addresses."""

    people: dict[str, User]
    values: dict[str, object]

    def where(self, room: Room) -> str:
        """The path of a room."""
        return address(room.route, self.values)

    def enter(self, context: BrowserContext, role: str, base: str) -> None:
        """Sign this role in without its form; a stranger stays one."""
        if role == "stranger":
            return
        from django.test import Client

        client = Client()
        client.force_login(self.people[role])
        context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": base}])


def lived_in() -> Site:
    """A site on which something happened: articles, a story, talk, doubts, a decision, a draft."""
    articles = fill(each=3)
    people = {
        "reader": make.reader(),
        "creator": make.creator(),
        "moderator": make.moderator(),
        "operator": make.operator(),
    }
    story = make.story()
    Article.objects.filter(pk__in=[it.pk for it in articles[:4]]).update(story=story)
    article = articles[0]
    first = make.comment(article, "Is there a source for that?")
    make.comment(article, "The council's own minutes say so, on page four.", author=people["reader"])
    Subscription.objects.create(reader=people["reader"], feed=article.feed)
    held = make.article(title="Garlic cures cancer", text="Garlic cures cancer.", visibility=Article.Visibility.HOLD)
    make.assessment(held, spans=[Span(0, 19, "a remedy is said to cure")])
    item = make.review_item(held)
    make.comment(held, "Fake. Where is the evidence?")
    make.reference_match(held, make.reference())
    make.decision(articles[5], people["moderator"], Article.Visibility.LIMIT, now=timezone.now())
    posted = make.article(title="Tides without end", creator=people["creator"])
    removed = make.decision(posted, people["moderator"], Article.Visibility.DROP, now=timezone.now())
    asked = appeals.appeal(removed.pk, creator_id=people["creator"].pk, words="It is a poem.", now=timezone.now())
    draft = Draft.objects.create(author=people["creator"], title="Tides", body="They rise.", edited_at=timezone.now())
    mine: dict[str, object] = {
        "article_id": article.pk,
        "feed_id": article.feed_id,
        "story_id": story.pk,
        "item_id": item.pk,
        "draft_id": draft.pk,
        "comment_id": first.pk,
        "decision_id": removed.pk,
        "appeal_id": asked.pk,
        "slug": "science",
    }
    return Site(people, {**behind(people["creator"]), **mine})
