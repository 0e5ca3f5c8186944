"""Those concerned hear what was decided: a notice on their page, an answer to their report, and a letter that a sweep
sends. Written in the transaction of the decision, so that nobody hears of what did not happen.
"""

from datetime import datetime, timedelta

from moderation.models import Decision, Letter, Notice, Report, ReviewItem
from moderation.params import UNDO_SECONDS
from moderation.querysets import ReportQuerySet


def tell(decision: Decision, *, now: datetime, is_of_appeal: bool = False) -> None:
    """Tell whoever wrote the words; nobody, where they came from a feed."""
    if decision.concerned_id is None:
        return
    due_at = _when(decision, now)
    notice = Notice.objects.create(recipient_id=decision.concerned_id, decision=decision, is_of_appeal=is_of_appeal)
    Letter.objects.create(recipient_id=decision.concerned_id, notice=notice, due_at=due_at, created_at=now)


def answer(reports: ReportQuerySet, decision: Decision, *, was_right: bool, now: datetime) -> None:
    """Answer these reports with a decision, also such as were answered otherwise before: then their reporters hear
    again. Who had not signed in left no address and hears nothing.
    """
    answered = list(reports.select_for_update().order_by("pk"))
    reports_by_id = Report.objects.filter(pk__in=[report.pk for report in answered])
    reports_by_id.update(decided_at=now, decision=decision, was_right=was_right, read_at=None)
    letters = [
        Letter(recipient_id=report.reporter_id, report=report, due_at=_when(decision, now), created_at=now)
        for report in answered
        if report.reporter_id is not None
    ]
    Letter.objects.bulk_create(letters, ignore_conflicts=True)  # one that still waits says what is true when it goes


def unanswer(decision: Decision, *, item: ReviewItem | None) -> None:
    """The decision was taken back before anybody heard of it: who reported it waits again, with this item."""
    Notice.objects.filter(decision=decision).delete()
    answered = Report.objects.filter(decision=decision)
    Letter.objects.filter(report__in=answered, state=Letter.State.WAITS).delete()
    answered.update(item=item, decision=None, decided_at=None, was_right=None)


def _when(decision: Decision, now: datetime) -> datetime:
    return now + timedelta(seconds=UNDO_SECONDS) if decision.is_of_queue else now
