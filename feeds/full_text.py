"""The whole text of articles whose feed gives only a teaser: permit, fetch, read, weigh, put. The order.

An article waits for its page a bounded time (page_plan); whatever becomes of the page, it goes on.
"""

from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from math import ceil

import structlog
from django.core.cache import cache
from django.utils.translation import gettext as _
from redis.exceptions import RedisError

from feeds import page_plan, page_text
from feeds.clean import canonical_url
from feeds.extract import NoArticleError, says_more, tells_the_same
from feeds.fetch import fetch_then, from_settings
from feeds.models import Article, Feed, Page
from feeds.page_reading import UnreadPageError, read_page
from feeds.permits import Permit, agent, permits
from feeds.types import FetchRequest, FetchResult, Outcome, PageText, Trouble

log = structlog.get_logger(__name__)

PAGE_BYTES = 5_000_000  # decoded; pages of news are under 3 MB, most of it scripts
PACER_S = 1.0  # what the pacer keeps between two requests to a domain anyway
# What may be over in an hour; of the rest, the same would come again.
PASSING = frozenset({Trouble.TOO_OFTEN, Trouble.UNAVAILABLE, Trouble.SERVER, Trouble.NAME, Trouble.CONNECTION})
PASSING |= {Trouble.TIME, Trouble.BROKEN, Trouble.OTHER}
Found = PageText | NoArticleError


def take(page_ids: Sequence[int], *, now: datetime) -> int:
    """Ask for these pages and put what they tell into their articles. Returns how many articles have a text more.

    Runs twice without harm: a page that was worked off meanwhile is left alone.
    """
    rows = Page.objects.filter(pk__in=page_ids, due_at__isnull=False).select_related("article", "feed")
    waiting = list(rows.defer("article__search").order_by("-article__published_at", "pk"))
    # PERMIT
    allowed = _permitted(waiting, now=now)
    # FETCH, READ: an address that several articles name is asked for once
    by_url: dict[str, list[Page]] = {}
    for row in allowed:
        by_url.setdefault(row.article.url, []).append(row)
    count = 0
    policy = replace(from_settings(), body_bytes=PAGE_BYTES)
    with closing(fetch_then(map(FetchRequest, by_url), _read, policy=policy)) as lists:
        for result, found in (one for results in lists for one in results):
            for row in by_url[result.request.url]:
                # WEIGH, PUT
                count += _settle(row, result, found, now=now)
    return count


def _permitted(rows: Iterable[Page], *, now: datetime) -> list[Page]:
    """Those whose site lets us ask now. The others are put off or ended, and say why."""
    open_rows = []
    rows = list(rows)
    found = permits(row.article.url for row in rows if row.feed.full_text != Feed.FullText.NEVER)
    for row in rows:
        permit = found.get(row.article.url)
        if permit is None:
            _end(row, Page.State.TEASER, _("whole texts were switched off for this feed"), now=now)
        elif permit.why_not:
            _end(row, Page.State.FORBIDDEN, permit.why_not, now=now)
        elif permit.is_unknown:
            _fail(row, _("the site asked us to wait"), now=now)
        elif permit.delay_s > PACER_S and not _has_turn(row.article.url, permit):
            _write(row, due_at=now + timedelta(seconds=permit.delay_s))
        else:
            open_rows.append(row)
    return open_rows


def _has_turn(url: str, permit: Permit) -> bool:
    """Take the site's next turn, for all workers; False while another page of it has just been asked for."""
    try:
        return bool(cache.add(f"page-turn:{page_plan.domain(url)}", 1, timeout=ceil(permit.delay_s)))
    except (RedisError, OSError) as error:  # manners may be lost, as the pacer's
        log.warning("turns are not kept", why=str(error))
        return True


def _read(result: FetchResult) -> Found:
    """What a fetched page tells, or why nothing. Called in threads, the work is a child's."""
    if result.outcome not in {Outcome.FETCHED, Outcome.UNCHANGED}:
        return NoArticleError(result.error)
    try:
        return read_page(
            result.body,
            url=result.final_url,
            content_type=result.content_type,
            robots=result.robots,
            agent=agent(),
        )
    except NoArticleError as error:
        return error
    except Exception:  # the last resort: what is raised here would end the fetches of all other pages
        log.exception("page_not_read", url=result.final_url)
        return NoArticleError(_("the page could not be read"))


def _settle(row: Page, result: FetchResult, found: Found, *, now: datetime) -> bool:
    """`_weigh`, whatever happens: a surprise in one page must not stop the others, now and after each lease."""
    try:
        return _weigh(row, result, found, now=now)
    except Exception:  # `_weigh` writes words of strangers into rows
        log.exception("page_not_saved", page=row.pk, url=row.article.url)
        _fail(row, _("what the page tells could not be saved"), now=now)
        return False


def _weigh(row: Page, result: FetchResult, found: Found, *, now: datetime) -> bool:
    """Write down what came of a page. Whether its article has a text more."""
    if isinstance(found, NoArticleError):
        passes = result.trouble in PASSING or result.outcome == Outcome.POSTPONED or isinstance(found, UnreadPageError)
        if passes:
            _fail(row, str(found), now=now)
        else:
            _end(row, Page.State.FAILED if result.error else Page.State.TEASER, str(found), now=now)
        return False
    permit = _led_astray(row, result)
    if permit.is_unknown:
        _fail(row, _("the site asked us to wait"), now=now)
        return False
    if permit.why_not:
        _end(row, Page.State.FORBIDDEN, permit.why_not, now=now)
        return False
    if why := _use(row.article, found, now=now):
        _end(row, Page.State.TEASER, why, now=now)
        return False
    _write(row, state=Page.State.TAKEN, due_at=None, reason="")
    return True


def _use(article: Article, found: PageText, *, now: datetime) -> str:
    """Put what a page tells into its article. Why its text was not, empty when it was."""
    teaser = article.text if not article.entry_hash else article.summary
    if not tells_the_same(found.text, title=article.title, teaser=teaser):
        return _("the page tells of something else than the feed")
    page_text.illustrate(article, found, now=now)
    if not says_more(found.text, teaser=teaser):
        return _("the page says no more than the feed")
    if not page_text.put(article.pk, found, instead_of=article.content_hash, now=now):
        return _("the feed changed its text meanwhile")
    return ""


def _led_astray(row: Page, result: FetchResult) -> Permit:
    """Whether the page that a redirect led to may be read; its site has rules of its own."""
    if canonical_url(result.final_url) == row.article.url:
        return Permit()
    return permits([result.final_url])[result.final_url]


def _end(row: Page, state: Page.State, reason: str, *, now: datetime) -> None:
    log.info("page_ended", page=row.pk, url=row.article.url, state=state.value, reason=reason)
    _write(row, state=state, due_at=None, reason=reason[:300])
    page_plan.release([row.article_id], now=now)


def _fail(row: Page, error: str, *, now: datetime) -> None:
    leased_until = row.due_at
    row.record_failure(error=error, now=now)
    values = {name: getattr(row, name) for name in ("state", "due_at", "failures", "reason")}
    row.due_at = leased_until
    _write(row, **values)
    page_plan.release([row.article_id], now=now)


def _write(row: Page, **values: object) -> None:
    """Unless the teaser was changed meanwhile, and the page is due anew."""
    Page.objects.filter(pk=row.pk, due_at=row.due_at).update(**values)
