"""One page -> its article."""

import re
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from feeds.extract.errors import NoArticleError
from feeds.extract.tree import tree
from feeds.extract.walls import closed, is_wall
from feeds.types import PageText

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_HEADLINE = re.compile(r"\s*<h1>.*?</h1>", re.DOTALL)


def extract(page: str, *, url: str, agent: str = "") -> PageText:
    """What the page tells, as raw HTML for `clean`; `agent` is our name among robots.

    Raises NoArticleError and nothing else that a page can cause.
    """
    root = tree(page)
    if why := closed(root, agent=agent):
        raise NoArticleError(why)
    base = _base(root, url)
    # trafilatura would start relative links from the site's root.
    root.make_links_absolute(base, resolve_base_href=False, handle_failures="ignore")
    from trafilatura.core import extract_with_metadata  # 0.6 s and 50 MB: in the child that reads pages, nowhere else

    try:
        found = extract_with_metadata(
            root,
            url=base,
            output_format="html",
            include_comments=False,
            include_images=True,
            include_links=True,
            include_formatting=True,
        )
    except (ValueError, TypeError, AttributeError, KeyError, IndexError) as error:
        # What strangers' pages made it stumble over: sizes of tables, addresses with half a bracket.
        raise NoArticleError(f"the page could not be read ({type(error).__name__})") from error
    html = _inside(found.text if found is not None else "")
    if found is None or not html:
        raise NoArticleError("no article was found in the page")
    if is_wall(re.sub(r"<[^>]*>", " ", html)):
        raise NoArticleError("the page is a wall: it asks for consent, a subscription or a proof of being human")
    return PageText(
        title=found.title or "",
        html=html,
        base_url=base,
        image=found.image or "",
        author=found.author or "",
        date=found.date or "",
    )


def _base(root: "HtmlElement", url: str) -> str:
    """What the page's relative addresses start from."""
    said = next((str(element.get("href")) for element in root.iter("base") if element.get("href")), "")
    try:
        return urljoin(url, said)
    except ValueError:  # half a bracket
        return url


def _inside(document: str | None) -> str:
    """The body of trafilatura's document; the headline stands above every article already."""
    body = (document or "").partition("<body>")[2].rpartition("</body>")[0]
    return _HEADLINE.sub("", body, count=1).strip() if _HEADLINE.match(body) else body.strip()
