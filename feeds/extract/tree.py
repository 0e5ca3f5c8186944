"""The text of a page -> its elements, without what no reader sees, and few enough to be read in seconds."""

from typing import TYPE_CHECKING

from feeds.extract.errors import NoArticleError

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# trafilatura takes 0.4 ms an element on a busy core: 60,000 <p> were not done in 25 s, 8,000 take 3.8. The fullest of
# the pages we measured, GitHub's, has 1,600.
MOST_ELEMENTS = 10_000
# Characters to read. A paragraph of 7 MB takes 11 s; a novel has 500,000, and the longest article that Article.text
# holds 100,000.
MOST_LETTERS = 400_000
LONGEST_PAGE = 5_000_000  # characters of markup; scripts and all, pages of news are under 3 MB
SNIFFED = 1_000  # characters: a page begins with a tag, whatever white space or comment stands before it
_UNSEEN = ("style", "svg", "noscript", "template", "iframe", "object", "math", "canvas", "form", "select")
# Scripts go, too, but for those that hold no code: trafilatura reads authors and dates out of JSON-LD.
_SCRIPTS = "//script[not(contains(@type, 'ld+json'))]"


def tree(page: str) -> "HtmlElement":
    """The page's elements. Raises NoArticleError."""
    if len(page) > LONGEST_PAGE:
        raise NoArticleError("the page is too large to be an article")
    if "<" not in page[:SNIFFED]:
        raise NoArticleError("this is no HTML")
    from lxml import etree, html  # 50 MB with trafilatura: only where a page is read

    try:
        root = html.document_fromstring(page, parser=html.HTMLParser(remove_comments=True, remove_pis=True))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise NoArticleError("the page is empty, or no HTML") from error
    for element in [*root.iter(*_UNSEEN), *root.xpath(_SCRIPTS)]:
        if element.getparent() is not None:
            element.drop_tree()
    _refuse_costly(root)
    return root


def _refuse_costly(root: "HtmlElement") -> None:
    letters = 0
    for elements, element in enumerate(root.iter()):
        letters += len(element.text or "") + len(element.tail or "")
        if elements > MOST_ELEMENTS:
            raise NoArticleError(f"the page has more than {MOST_ELEMENTS} elements")
    if letters > MOST_LETTERS:
        raise NoArticleError("the page holds more text than an article")
