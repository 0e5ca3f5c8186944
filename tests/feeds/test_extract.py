"""A publisher's page -> its article: what is taken, what is left, and what a hostile page costs."""

import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feeds.clean import clean_html
from feeds.extract import NoArticleError, says_more, tells_the_same, wants_no_copy
from feeds.limited import Limits
from feeds.page_reading import READ_PAGE, page_text, read_page
from tests.feeds import pages

URL = "https://harbour.example/news/1"


def refused(page: bytes) -> str:
    with pytest.raises(NoArticleError) as caught:
        page_text(page, url=URL)
    return str(caught.value)


def test_the_article_is_taken_without_what_stands_around_it() -> None:
    found = page_text(pages.page(), url=URL)
    assert [found.title, found.author, found.image] == [pages.TITLE, "Ann Reed", "https://harbour.example/fog.jpg"]
    assert found.text.split("\n\n") == list(pages.SENTENCES)


def test_links_become_absolute_from_where_the_page_says_they_start() -> None:
    inside = pages.paragraphs() + "<p>See <a href='map.html'>the map of the harbour</a> for the way to the quay.</p>"
    found = page_text(pages.page(inside, head="<base href='/maps/'>"), url=URL)
    assert 'href="https://harbour.example/maps/map.html"' in found.html


@pytest.mark.parametrize("inside", ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<iframe src=//e>"])
def test_what_runs_does_not_come_along(inside: str) -> None:
    html = page_text(pages.page(pages.paragraphs() + inside), url=URL).html
    assert not {"script", "onerror", "iframe"} & set(html.replace("<", " ").replace("=", " ").split())


WORDS = st.text(alphabet="abc <>&\"'/=", max_size=40)
TAGS = st.sampled_from(["p", "div", "a", "img", "svg", "script", "table", "td", "li", "h2", "pre", "math", "template"])
ATTRIBUTES = st.sampled_from(["", " onclick=x()", " href=javascript:x()", " src='data:text/html,x'", " style='x'"])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(TAGS, ATTRIBUTES, WORDS), max_size=12))
def test_whatever_a_page_holds_only_allowed_html_comes_out(parts: list[tuple[str, str, str]]) -> None:
    inside = pages.paragraphs() + "".join(f"<{tag}{attribute}>{words}" for tag, attribute, words in parts)
    try:
        found = page_text(pages.page(inside), url=URL)
    except NoArticleError:
        return
    assert clean_html(found.html, base_url=URL) == found.html


@pytest.mark.parametrize(
    ("declared", "served"),
    [
        ("windows-1251", "text/html"),
        ("windows-1251", "text/html; charset=utf-8"),
        ("utf-8", "text/html; charset=cp1251"),
    ],
)
def test_a_page_is_read_in_its_encoding_whatever_its_server_says(declared: str, served: str) -> None:
    words = "Паром ударился о причал в густом тумане сегодня утром, двое моряков ранены. " * 4
    page = f"<html><head><meta charset={declared}><title>Паром</title></head><body><p>{words}</p><p>{words}!</p></body>"
    assert "Паром ударился о причал" in page_text(page.encode("cp1251"), url=URL, content_type=served).text


@pytest.mark.parametrize(
    ("page", "why"),
    [
        (pages.page("".join(f"<p>Number {n}.</p>" for n in range(60_000))), "more than 10000 elements"),
        (b"<p>" + b"x" * 6_000_000, "too large"),
        (pages.page("<p>" + "word " * 100_000), "more text than an article"),
        (pages.page("<p>We value your privacy. Accept all cookies to go on to the article.</p>" * 3), "wall"),
        (pages.page(head='<script type="application/ld+json">{"isAccessibleForFree":"False"}</script>'), "not free"),
        (pages.page(head="<meta name=robots content='max-snippet:-1, noarchive'>"), "no copy"),
        (b"%PDF-1.7 \x00\x01\x02", "no HTML"),
        (b"", "no HTML"),
        (b"<!-- -->", "empty"),
    ],
)
def test_what_is_no_article_is_refused_with_a_sentence(page: bytes, why: str) -> None:
    began = time.process_time()
    assert why in refused(page)
    assert time.process_time() - began < 5


@pytest.mark.parametrize(
    ("wish", "is_kept"),
    [
        ("noarchive", False),
        ("noindex, NoSnippet", False),
        ("none", False),
        ("max-snippet: 0", False),
        ("Broadsheet: noarchive", False),
        ("unavailable_after: 25 Jun 2030 15:00:00 PST, noarchive", False),
        ("googlebot: noarchive", True),
        ("noindex, nofollow", True),
        ("max-snippet:-1, max-image-preview: none", True),
        ("x" * 100_000, True),
    ],
)
def test_a_header_says_whether_a_page_may_be_kept(wish: str, *, is_kept: bool) -> None:
    assert wants_no_copy(["index", wish], agent="Broadsheet") != is_kept


def test_a_page_that_names_us_is_understood() -> None:
    page = pages.page(head="<meta name=broadsheet content=nosnippet><meta name=otherbot content=noarchive>")
    assert page_text(page, url=URL, agent="OurTown").title == pages.TITLE
    with pytest.raises(NoArticleError, match="no copy"):
        page_text(page, url=URL, agent="Broadsheet")


@pytest.mark.parametrize("tag", ["div", "b", "table><tr><td", "ul><li", "blockquote"])
def test_depth_costs_no_more_than_a_second(tag: str) -> None:
    began = time.process_time()
    with suppress(NoArticleError):
        page_text(pages.page(pages.paragraphs() + f"<{tag}>" * 20_000), url=URL)
    assert time.process_time() - began < 5


def test_a_picture_is_no_page_whatever_its_bytes() -> None:
    with pytest.raises(NoArticleError, match="image/png instead of a page"):
        page_text(pages.page(), url=URL, content_type="image/png")


def test_a_page_that_takes_too_long_is_given_up_and_the_next_is_read() -> None:
    hasty = replace(READ_PAGE, limits=Limits(seconds=0.2))
    with pytest.raises(NoArticleError, match="took longer than"):
        read_page(pages.page("".join(f"<p>Number {n} of many.</p>" for n in range(9_000))), url=URL, work=hasty)
    assert read_page(pages.page(), url=URL).title == pages.TITLE


def test_trafilatura_is_loaded_in_the_child_alone() -> None:
    read_page(pages.page(), url=URL)
    script = "import sys, feeds.page_reading; print(*{'lxml', 'trafilatura', 'django'} & set(sys.modules))"
    root = Path(__file__).parents[2]
    found = subprocess.run([sys.executable, "-c", script], cwd=root, env={}, capture_output=True, text=True, check=True)
    assert found.stdout.strip() == ""


LONG = " ".join(pages.SENTENCES)


@pytest.mark.parametrize(
    ("text", "teaser", "is_more", "is_same"),
    [
        (LONG, pages.TEASER, True, True),
        (LONG, LONG, False, True),
        ("Accept.", pages.TEASER, False, False),
        ("Mix rye flour with water and salt, and let the dough rest. " * 12, pages.TEASER, True, False),
        ("港口的渡轮今天早上在浓雾中撞上了码头两名水手受伤送往医院" * 15, "渡轮在浓雾中撞上码头", True, True),
        (LONG, "Photo", True, True),
    ],
)
def test_a_text_is_weighed_against_its_teaser(text: str, teaser: str, *, is_more: bool, is_same: bool) -> None:
    assert (says_more(text, teaser=teaser), tells_the_same(text, title="", teaser=teaser)) == (is_more, is_same)
