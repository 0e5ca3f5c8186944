"""The statement of reasons has every field of Article 17(3), for its creator and nobody else."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from feeds.models import Article
from moderation import decide, queue, reports
from moderation.models import Decision, Ground, Notice
from moderation.reports import Reporter
from moderation.statement import document, statement
from moderation.types import Triage, Zone
from tests import make
from tests.make import NOW

pytestmark = pytest.mark.django_db
ALLOW, LIMIT, HOLD, DROP = Article.Visibility
FIELDS = {
    *("decision_visibility", "decision_facts", "decision_ground", "ground", "ground_title", "ground_explanation"),
    *("source_type", "automated_detection", "automated_decision", "content_type", "territorial_scope"),
    *("application_date", "end_date", "duration", "url", "puid", "redress"),
}


def limited(article: Article) -> Decision:
    triage = Triage(Zone.LIMIT, 0.8, "Says that masts spread a plague.")
    made = decide.place(article.pk, triage, make.assessment(article, zone=Zone.LIMIT), now=NOW)
    assert made is not None
    return made


def dropped(article: Article, **more: object) -> Decision:
    max_ = make.moderator()
    item = make.review_item(article)
    queue.lease(item.pk, max_.pk, now=NOW)
    said = {"visibility": DROP, "reason": Decision.Reason.FALSE_CLAIM, **more}
    return decide.decide(item.pk, moderator_id=max_.pk, now=NOW, **said)  # type: ignore[arg-type]


@pytest.mark.parametrize("made_by", [limited, dropped])
def test_every_restriction_has_every_field(made_by: object) -> None:
    said = document(made_by(make.article(creator=make.creator())), url="https://here.example/1")  # type: ignore[operator]
    assert said.keys() >= FIELDS
    assert all(said[field] not in ("", [], None) for field in FIELDS - {"end_date"})


def test_an_automatic_limit_says_so_and_ends_after_a_day() -> None:
    said = document(limited(make.article(creator=make.creator())), url="")
    assert said["automated_detection"]
    assert said["automated_decision"]
    assert said["decision_visibility"] == "DECISION_VISIBILITY_CONTENT_DEMOTED"
    assert said["decision_facts"] == "Says that masts spread a plague."
    assert said["end_date"] == (NOW + timedelta(hours=24)).isoformat()


def test_the_creator_is_told_in_the_same_moment_and_never_by_whom() -> None:
    cleo = make.creator()
    made = limited(make.article(creator=cleo))
    assert [(notice.recipient, notice.decision) for notice in Notice.objects.all()] == [(cleo, made)]
    assert "Max" not in str(document(dropped(make.article(creator=cleo)), url=""))


def test_the_ground_is_the_rule_that_fits_the_reason_unless_another_is_chosen() -> None:
    assert dropped(make.article()).ground == Ground.FALSE
    by_law = statement(dropped(make.article(), ground=Ground.LAW_FOOD, facts="Sells honey against diabetes."))
    assert (by_law.ground_kind, by_law.facts) == ("Against the law", "Sells honey against diabetes.")


def test_the_facts_never_repeat_what_a_reader_wrote() -> None:
    article = make.article(creator=make.creator())
    reports.report(article.pk, Reporter(make.reader().pk), reason="health", note="I am his neighbour.", now=NOW)
    made = make.decision(article, make.moderator(), DROP)
    assert "neighbour" not in str(document(made, url=""))
    assert (made.facts, document(made, url="")["source_type"]) == ("A moderator read the text.", "SOURCE_ARTICLE_16")


@pytest.mark.parametrize(
    "more",
    [
        {"ground": "whim"},
        {"ground": Ground.LAW_OTHER},
        {"days": 3},
        {"visibility": LIMIT, "days": 0},
        {"visibility": LIMIT, "days": 366},
    ],
)
def test_a_ground_or_an_end_that_cannot_be_is_refused(more: dict[str, object]) -> None:
    with pytest.raises(decide.ReasonRefusedError):
        dropped(make.article(), **more)


def test_a_moderators_limit_ends_when_they_said() -> None:
    assert dropped(make.article(), visibility=LIMIT, days=7).ends_at == NOW + timedelta(days=7)


def test_the_database_refuses_a_hold_or_a_removal_with_an_end() -> None:
    row = {"moderator": make.moderator(), "reason": "false_claim", "created_at": NOW, "ends_at": NOW + timedelta(1)}
    for visibility in (ALLOW, HOLD, DROP):
        with pytest.raises(IntegrityError, match="ends_by_itself"), transaction.atomic():
            Decision.objects.create(article=make.article(), visibility=visibility, **row)


def test_a_limit_that_nobody_confirmed_is_lifted_after_a_day_and_not_before() -> None:
    article = make.article(creator=make.creator())
    limited(article)
    assert decide.lift(now=NOW + timedelta(hours=23, minutes=59)) == 0
    assert decide.lift(now=NOW + timedelta(hours=24)) == 1
    assert decide.lift(now=NOW + timedelta(hours=25)) == 0
    article.refresh_from_db()
    assert article.visibility == ALLOW
    assert statement(Decision.objects.of(article.pk)[0]).reason.startswith("The limit came to its end")


def test_a_limit_that_a_moderator_confirmed_stays() -> None:
    article = make.article()
    limited(article)
    make.decision(article, make.moderator(), LIMIT)
    assert decide.lift(now=NOW + timedelta(days=3)) == 0


def test_a_hold_is_never_lifted() -> None:
    article = make.article(visibility=HOLD)
    triage = Triage(Zone.HOLD, 0.8, "Says that garlic cures cancer.")
    decide.place(article.pk, triage, make.assessment(article, zone=Zone.HOLD), now=NOW)
    assert decide.lift(now=NOW + timedelta(days=400)) == 0
    article.refresh_from_db()
    assert article.visibility == HOLD


def test_the_same_words_are_not_limited_again_by_a_program() -> None:
    article = make.article()
    limited(article)
    decide.lift(now=NOW + timedelta(days=1))
    triage = Triage(Zone.LIMIT, 0.8, "Says that masts spread a plague.")
    assert decide.place(article.pk, triage, make.assessment(article, zone=Zone.LIMIT), now=NOW) is None
    article.refresh_from_db()
    assert article.visibility == ALLOW


def test_only_its_creator_reads_a_statement(client: Client) -> None:
    cleo = make.creator()
    made = limited(make.article(creator=cleo))
    addresses = [reverse(name, args=[made.pk]) for name in ("decision", "decision-json")]
    for person, answer in ((cleo, 200), (make.creator("Carl"), 404)):
        client.force_login(person)
        assert [client.get(address).status_code for address in addresses] == [answer] * 2
    client.force_login(cleo)
    assert "How to appeal".casefold() in client.get(reverse("notifications")).text.casefold()
    page = client.get(addresses[0]).text
    assert all(words in page for words in ("Rule 1", "Facts:", "until", "court", "Found by a program"))
