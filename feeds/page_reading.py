"""A page's bytes -> a text that an article may hold: decoded, extracted, cleaned. The order, run in a limited child.

trafilatura and lxml are loaded in that child alone.
"""

from collections.abc import Sequence
from dataclasses import asdict, replace

from feeds import limited
from feeds.clean import absolute, as_title, clean_html, plain_text
from feeds.extract import NO_COPY, NoArticleError, charset, extract, wants_no_copy
from feeds.fit import AUTHOR_LENGTH, TEXT_LENGTH
from feeds.language import language_of, write_model
from feeds.limited import About, Limits, Work
from feeds.parse.decode import decode
from feeds.types import PageText

PAGES = frozenset({"", "text/html", "application/xhtml+xml"})
HTML_LENGTH = 1_000_000  # characters of safe HTML: ten times the longest text; what is longer is links


class UnreadPageError(NoArticleError):
    """Reading took longer than it may: on a busy machine any page may, and another time it may not."""


def page_text(
    body: bytes, *, url: str, content_type: str = "", robots: Sequence[str] = (), agent: str = ""
) -> PageText:
    """The safe text of a page, links absolute. Raises NoArticleError. Bounded in what it returns, not in time.

    `robots` is what the server said in X-Robots-Tag, `agent` our name among robots.
    """
    if wants_no_copy(robots, agent=agent):
        raise NoArticleError(NO_COPY)
    kind = content_type.partition(";")[0].strip().lower()
    if kind not in PAGES:
        raise NoArticleError(f"the server sent {kind[:60]} instead of a page")
    # DECODE
    page = decode(body, f"charset={charset(body, content_type)}")
    # EXTRACT
    found = extract(page, url=url, agent=agent)
    # CLEAN
    base = absolute(found.base_url)
    html = clean_html(found.html, base_url=base)
    if len(html) > HTML_LENGTH:
        raise NoArticleError("the page holds more links than an article")
    text = plain_text(html)[:TEXT_LENGTH]
    image = absolute(found.image, base) if found.image else ""
    return replace(
        found,
        title=as_title(found.title),
        html=html,
        text=text,
        language=language_of(text),
        image=image if image.startswith("http") else "",
        author=as_title(found.author)[:AUTHOR_LENGTH],
    )


def answer(about: About, body: bytes) -> tuple[About, bytes]:
    """In the child: a page's text as JSON."""
    try:
        return asdict(page_text(body, **about)), b""
    except NoArticleError as error:
        raise limited.RefusedError(str(error)) from error


# Ten thousand elements take 4 s on a busy core, and the first page of a child a second more.
READ_PAGE = Work(answer, doing="reading the page", limits=Limits(seconds=15), shares=write_model)


def read_page(
    body: bytes,
    *,
    url: str,
    content_type: str = "",
    robots: Sequence[str] = (),
    agent: str = "",
    work: Work = READ_PAGE,
) -> PageText:
    """`page_text` in a child process. Raises NoArticleError, and UnreadPageError when a limit was reached."""
    try:
        asked = {"url": url, "content_type": content_type, "robots": list(robots), "agent": agent}
        about, _nothing = limited.ask(work, asked, body)
        return PageText(**about)
    except limited.TooCostlyError as error:
        raise UnreadPageError(str(error)) from error
    except limited.LimitedError as error:
        raise NoArticleError(str(error)) from error
    except TypeError as error:
        raise NoArticleError("reading the page gave no text") from error
