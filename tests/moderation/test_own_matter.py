"""Nobody judges what they published, or what they complained of."""

import pytest

from aggregator.accounts.models import User
from feeds.models import Article
from moderation import comments, decide, queue, reports
from moderation.models import Decision, Report, ReviewItem
from moderation.reports import Reporter
from tests import make
from tests.make import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def max_() -> User:
    """A moderator who is the only one, and may do everything else on the site."""
    made = make.moderator("Max")
    made.is_superuser = True
    made.save()
    return made


def own_of(person: User) -> ReviewItem:
    return make.review_item(make.article(creator=person), priority=9)


def complaint_of(person: User) -> tuple[ReviewItem, int]:
    article = make.article()
    comment = make.comment(article)
    reason = Report.Reason.PRIVACY
    made = reports.report(article.pk, Reporter(person.pk), reason=reason, comment_id=comment.pk, now=NOW)
    assert made is not None
    assert made.item is not None
    return made.item, comment.pk


def hold_by_force(item: ReviewItem, person: User) -> None:
    """As if they had taken it before it concerned them."""
    ReviewItem.objects.filter(pk=item.pk).update(leased_by=person, leased_until=NOW + queue.LEASE)


def test_the_next_one_is_never_the_moderators_own(max_: User) -> None:
    own_of(max_)
    other = make.review_item(make.article())
    assert queue.lease_next(max_.pk, now=NOW) == other


def test_another_moderator_gets_it(max_: User) -> None:
    item = own_of(max_)
    assert queue.lease_next(make.moderator("Mina").pk, now=NOW) == item


def test_nobody_takes_their_own_article(max_: User) -> None:
    with pytest.raises(queue.OwnMatterError, match="your own"):
        queue.lease(own_of(max_).pk, max_.pk, now=NOW)


def test_nobody_decides_their_own_article_even_if_they_hold_it(max_: User) -> None:
    item = own_of(max_)
    hold_by_force(item, max_)
    allow, why = Article.Visibility.ALLOW, Decision.Reason.ACCURATE
    with pytest.raises(queue.OwnMatterError, match="your own"):
        decide.decide(item.pk, moderator_id=max_.pk, visibility=allow, reason=why, now=NOW)
    assert not Decision.objects.exists()


def test_nobody_opens_their_own_article_again(max_: User) -> None:
    article = make.article(creator=max_)
    with pytest.raises(queue.OwnMatterError):
        decide.reopen(article.pk, moderator_id=max_.pk, now=NOW)
    assert not ReviewItem.objects.exists()


def test_what_waits_because_of_a_comment_they_reported_is_passed_over(max_: User) -> None:
    item, _comment = complaint_of(max_)
    assert queue.lease_next(max_.pk, now=NOW) is None
    with pytest.raises(queue.OwnMatterError, match="You reported a comment"):
        queue.lease(item.pk, max_.pk, now=NOW)


def test_nobody_removes_the_comment_they_reported(max_: User) -> None:
    item, comment = complaint_of(max_)
    hold_by_force(item, max_)
    with pytest.raises(queue.OwnMatterError, match="You reported a comment"):
        comments.remove(comment, reason=Decision.Reason.INDECENT, item_id=item.pk, moderator_id=max_.pk, now=NOW)


def test_a_report_is_no_bar_to_other_articles_or_other_moderators(max_: User) -> None:
    item, _comment = complaint_of(make.reader())
    assert queue.lease_next(max_.pk, now=NOW) == item
