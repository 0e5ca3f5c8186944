"""Moderators see what is public, reported or held: every address of theirs, every state of an article."""

import json
from collections.abc import Callable, Iterator

import pytest
from django.db.models import ProtectedError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from aggregator.accounts.models import User
from feeds.models import Article, Draft
from feeds.studio.publish import publish
from feeds.studio.withdraw import withdraw
from moderation import appeals, decide, reports, urls
from moderation.models import Appeal, AuditRow, Decision, ReviewItem
from tests import make

pytestmark = pytest.mark.django_db
ALLOW, LIMIT, HOLD, DROP = Article.Visibility
SECRET = "Xanthorhiza"  # a word that is in no template


def draft(cleo: User, words: str = SECRET) -> Draft:
    return Draft.objects.create(author=cleo, title=words, body=f"{words} in the text.", edited_at=timezone.now())


def posted(cleo: User, words: str = SECRET) -> Draft:
    sheet = draft(cleo, words)
    publish(sheet, now=timezone.now())
    return Draft.objects.select_related("article").get(pk=sheet.pk)


def shown(cleo: User, words: str = SECRET) -> Draft:
    sheet = posted(cleo, words)
    Article.objects.filter(draft=sheet).update(visibility=ALLOW)
    return sheet


def edited(sheet: Draft) -> None:
    Draft.objects.filter(pk=sheet.pk).update(title=SECRET, body=f"{SECRET} in the text.", edited_at=timezone.now())


def article_of(sheet: Draft) -> Article:
    return Article.objects.get(draft=sheet)


def only_a_draft(cleo: User) -> None:
    draft(cleo)


def posted_and_not_assessed(cleo: User) -> None:
    posted(cleo)


def changed_in_the_draft_only(cleo: User) -> None:
    edited(shown(cleo, "Tides"))


def edited_and_not_assessed(cleo: User) -> None:
    sheet = shown(cleo, "Tides")
    make.decision(article_of(sheet), make.moderator(), ALLOW, now=timezone.now())
    edited(sheet)
    publish(Draft.objects.get(pk=sheet.pk), now=timezone.now())


def withdrawn_after_a_removal_and_an_appeal(cleo: User) -> None:
    sheet, now = shown(cleo), timezone.now()
    made = make.decision(article_of(sheet), make.moderator(), DROP, now=now)
    asked = appeals.appeal(made.pk, creator_id=cleo.pk, words="I quoted a study.", now=now)
    assert asked.decision == made
    decide.withdraw(made.article_id, creator_id=cleo.pk, now=now)
    withdraw(sheet)


def withdrawn_while_it_waited(cleo: User) -> None:
    sheet = shown(cleo)
    make.review_item(article_of(sheet))
    decide.withdraw(article_of(sheet).pk, creator_id=cleo.pk, now=timezone.now())
    withdraw(sheet)


PRIVATE = (
    only_a_draft,
    posted_and_not_assessed,
    changed_in_the_draft_only,
    edited_and_not_assessed,
    withdrawn_after_a_removal_and_an_appeal,
    withdrawn_while_it_waited,
)


def reported(cleo: User) -> None:
    who = reports.Reporter(make.reader().pk)
    reports.report(article_of(shown(cleo)).pk, who, reason="health", now=timezone.now())


def held(cleo: User) -> None:
    make.review_item(article_of(posted(cleo)))


def limited(cleo: User) -> None:
    make.decision(article_of(shown(cleo)), make.moderator(), LIMIT, now=timezone.now())


def removed_and_appealed(cleo: User) -> None:
    made = make.decision(article_of(shown(cleo)), make.moderator(), DROP, now=timezone.now())
    appeals.appeal(made.pk, creator_id=cleo.pk, words="I quoted a study.", now=timezone.now())


OPEN = (reported, held, limited, removed_and_appealed)


def addresses() -> Iterator[str]:
    """Every address of the room and of the article's own pages, with the key of everything there is."""
    keys = {
        "item_id": list(ReviewItem.objects.values_list("pk", flat=True)),
        "appeal_id": list(Appeal.objects.values_list("pk", flat=True)),
        "article_id": list(Article.objects.values_list("pk", flat=True)),
    }
    for name in [*(str(route.name) for route in urls.urlpatterns), "article", "history"]:
        yield from _each(name, keys)


def _each(name: str, keys: dict[str, list[int]]) -> Iterator[str]:
    takes = next((set(it.pattern.converters) for it in urls.urlpatterns if it.name == name), {"article_id"})
    if not takes:
        yield reverse(name)
    for key in takes:
        for value in keys.get(key, [1]):
            yield reverse(name, kwargs={one: value if one == key else keys.get(one, [1])[0] for one in takes})


@pytest.fixture
def said(client: Client) -> Callable[[], str]:
    """All that a moderator can make the site say, by looking and by pressing every button."""

    def read() -> str:
        client.force_login(make.moderator("Mina"))
        asked = list(addresses())
        pages = [getattr(client, method)(it, follow=True) for method in ("get", "post", "get") for it in asked]
        return "\n".join(page.text for page in pages)

    return read


@pytest.fixture
def cleo() -> User:
    return make.creator("Cleo")


@pytest.mark.parametrize("state", PRIVATE)
def test_no_address_shows_what_is_private(said: Callable[[], str], cleo: User, state: Callable[[User], None]) -> None:
    state(cleo)
    story = make.story()
    Article.objects.update(story=story)
    make.review_item(make.article(title="Garlic cures cancer", visibility=HOLD, story=story))
    words = said()
    assert "Garlic cures cancer" in words
    assert SECRET not in words


@pytest.mark.parametrize("state", OPEN)
def test_what_is_reported_held_or_decided_is_shown(
    said: Callable[[], str], cleo: User, state: Callable[[User], None]
) -> None:
    state(cleo)
    assert f"{SECRET} in the text." in said()


def test_a_decision_on_what_is_private_now_stays_in_the_log_without_its_headline(client: Client, cleo: User) -> None:
    edited_and_not_assessed(cleo)
    client.force_login(make.moderator("Mina"))
    page = client.get(reverse("moderation-log")).text
    assert Decision.objects.count() == 1
    assert "Withdrawn by its creator, or edited and not assessed yet" in page


def test_a_moderator_who_opens_a_held_article_at_its_own_page_is_in_the_audit(client: Client) -> None:
    mina = make.moderator("Mina")
    client.force_login(mina)
    held_one, public = make.article(visibility=HOLD), make.article()
    make.review_item(held_one)
    for article in (held_one, public):
        assert client.get(article.get_absolute_url()).status_code == 200
    looks = AuditRow.objects.filter(act="looked", actor=mina)
    assert list(looks.values_list("subject", flat=True)) == [f"article:{held_one.pk}"]


def test_the_audit_holds_numbers_and_codes_and_nobodys_name_or_words(client: Client, cleo: User) -> None:
    max_, rob = make.moderator("Max"), make.reader("Rob")
    removed_and_appealed(cleo)
    make.removal(make.comment(article_of(Draft.objects.get()), "Rob's own words.", rob), max_, note="Rob was rude.")
    client.force_login(max_)
    client.get(reverse("moderation-appeal", args=[Appeal.objects.get().pk]))
    assert set(AuditRow.objects.values_list("act", flat=True)) >= {"decided", "appealed", "removed_comment", "looked"}
    rows = json.dumps(list(AuditRow.objects.values("subject", "detail")))
    for words in (SECRET, "study", "Cleo", "Rob", "rude", "Max", "@", cleo.email):
        assert words not in rows


def test_an_account_that_the_audit_names_is_not_deleted(cleo: User) -> None:
    removed_and_appealed(cleo)
    with pytest.raises(ProtectedError):
        cleo.delete()
