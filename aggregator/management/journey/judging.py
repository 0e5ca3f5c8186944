"""CLAIMS -> EVIDENCE -> VERDICT -> TRIAGE -> QUEUE -> DECISION -> VISIBILITY, shown."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from aggregator.management.journey.step import Step, short
from feeds.models import Article
from moderation.assess import assess_many
from moderation.judge import judge
from moderation.models import Assessment, Decision, ReviewItem
from moderation.types import Evidence
from moderation.urgency import at_first


def judging(ids: Sequence[int], *, now: datetime) -> Iterator[Step]:
    """The steps from the words of an article to what readers get of it."""
    assess_many(ids, now=now)
    articles = list(Article.objects.filter(pk__in=ids).order_by("-published_at", "-pk"))
    newest = {article.pk: Assessment.objects.newest_of(article.pk) for article in articles}
    doubtful = max(articles, key=lambda article: getattr(newest[article.pk], "p_dubious", 0.0))
    evidence = Evidence(title=doubtful.title, text=doubtful.text, language=doubtful.language)
    verdict, triage = judge(evidence)
    text = f"{evidence.title}\n{evidence.text}"
    yield Step(
        "SIGNALS and VERDICT",
        "asks every signal (health, dubious, bait, distress, readers' doubts) and makes probabilities of the answers; "
        "shown is the most doubtful article",
        "moderation/signals, moderation/verdict.py, moderation/judge.py",
        {"title": evidence.title, "text": short(evidence.text), "comments": list(evidence.comments)},
        {
            "p_health": round(verdict.p_health, 3),
            "p_dubious": round(verdict.p_dubious, 3),
            "p_bait": round(verdict.p_bait, 3),
            "p_distress": round(verdict.p_distress, 3),
            "because of": [[text[span.start : span.end], span.why] for span in verdict.spans[:4]],
            "model": verdict.model,
        },
    )
    yield Step(
        "TRIAGE",
        "weighs the probabilities, the harm and the expected readers: clear, queue, limit or hold, and how urgent",
        "moderation/triage.py",
        {"p_health": round(verdict.p_health, 3), "p_dubious": round(verdict.p_dubious, 3)},
        {"zone": triage.zone.value, "priority": round(at_first(triage), 3), "reason": triage.reason},
    )
    yield _shown(articles, newest)


def _shown(articles: Sequence[Article], newest: dict[int, Assessment | None]) -> Step:
    items = ReviewItem.objects.open().filter(article__in=articles)
    decisions = Decision.objects.filter(article__in=articles)
    return Step(
        "QUEUE, DECISION and VISIBILITY",
        "shows what is clear, puts what is doubtful before a moderator, writes down every restriction",
        "moderation/assess.py, moderation/decide.py, moderation/queue.py",
        {article.title: getattr(newest[article.pk], "zone", "not assessed") for article in articles},
        {
            "readers get": {article.title: article.visibility for article in articles},
            "waiting for a moderator": {item.article.title: item.reason for item in items.select_related("article")},
            "decisions": [f"{decision.visibility}: {decision.get_reason_display()}" for decision in decisions],
        },
    )
