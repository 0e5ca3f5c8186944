"""Checked claims are read out of pages, feeds of reviews and tables, however they are written and however hostile."""

import json
from datetime import date
from typing import Any

import pytest

from moderation.references.claim_review import reviews
from moderation.references.harm import harm_of
from moderation.references.ratings import verdict_of, verdict_on_scale
from moderation.references.reading import DATA, PAGE, TABLE, read, read_limited
from moderation.references.table import table
from moderation.references.types import UnreadableError

PAGE_URL = "https://facts.example/garlic"
REVIEW: dict[str, Any] = {
    "@context": "https://schema.org",
    "@type": "ClaimReview",
    "url": PAGE_URL,
    "claimReviewed": "Garlic cures cancer",
    "datePublished": "2026-03-02T10:00:00Z",
    "author": {"@type": "Organization", "name": "Facts"},
    "reviewRating": {"@type": "Rating", "ratingValue": 1, "bestRating": 5, "alternateName": "False"},
}


def with_script(*values: object) -> bytes:
    scripts = "".join(f'<script type="application/ld+json">{json.dumps(value)}</script>' for value in values)
    return f"<html><head>{scripts}</head><body><p>Text</p></body></html>".encode()


def claims(body: bytes, form: str = PAGE) -> list[str]:
    return [one.claim for one in read(body, form=form, url=PAGE_URL).checked]


def test_a_review_is_read_whole() -> None:
    (one,) = read(with_script(REVIEW), form=PAGE, url=PAGE_URL).checked
    assert (one.claim, one.rating, one.verdict, one.publisher) == ("Garlic cures cancer", "False", "false", "Facts")
    assert (one.url, one.reviewed_date) == (PAGE_URL, date(2026, 3, 2))


@pytest.mark.parametrize(
    "value",
    [
        [{"@type": "Organization"}, REVIEW],
        {"@context": "https://schema.org", "@graph": [{"@type": "WebPage"}, REVIEW]},
        {"@type": "NewsArticle", "review": [REVIEW]},
        {"@type": "DataFeed", "dataFeedElement": [{"@type": "DataFeedItem", "item": [REVIEW]}]},
        REVIEW | {"@type": ["Review", "https://schema.org/ClaimReview"]},
        REVIEW | {"claimReviewed": ["Garlic cures cancer"], "author": [REVIEW["author"]]},
    ],
)
def test_a_review_is_found_wherever_it_stands(value: object) -> None:
    assert claims(with_script(value)) == ["Garlic cures cancer"]


def test_a_rating_that_is_named_only_is_looked_up() -> None:
    graph = [REVIEW | {"reviewRating": {"@id": "#r"}}, {"@id": "#r", "@type": "Rating", "alternateName": "Half true"}]
    assert [one.verdict for one in reviews([{"@graph": graph}]).checked] == ["mixed"]


def test_microdata_is_read_like_json() -> None:
    page = b"""<html><body><div itemscope itemtype="http://schema.org/ClaimReview">
      <meta itemprop="datePublished" content="2026-03-02"><a itemprop="url" href="https://facts.example/garlic">read</a>
      <h1 itemprop="claimReviewed">Garlic <b>cures</b> cancer</h1>
      <div itemprop="author" itemscope itemtype="http://schema.org/Organization"><b itemprop="name">Facts</b></div>
      <div itemprop="reviewRating" itemscope itemtype="http://schema.org/Rating">
        <i itemprop="alternateName">Mostly false</i><meta itemprop="ratingValue" content="2"></div></div></body>"""
    (one,) = read(page, form=PAGE, url=PAGE_URL).checked
    assert (one.claim, one.rating, one.publisher) == ("Garlic cures cancer", "Mostly false", "Facts")


@pytest.mark.parametrize("script", ['{"@type": "ClaimReview",', "alert(1)", "", "[" * 5_000, '{"a": NaN}'])
def test_a_script_that_is_no_json_hides_no_other(script: str) -> None:
    page = f'<html><script type="application/ld+json">{script}</script>'.encode() + with_script(REVIEW)
    assert claims(page) == ["Garlic cures cancer"]


def test_json_as_people_write_it_is_read() -> None:
    script = "<!--" + json.dumps(REVIEW)[:-1] + ",}-->"
    assert claims(f'<html><script type="application/ld+json">{script}</script>'.encode()) == ["Garlic cures cancer"]


def test_hostile_html_becomes_text() -> None:
    claim = 'Garlic <script>alert(1)</script><img src=x onerror="alert(2)"> cures &lt;b&gt;cancer'
    (one,) = reviews([REVIEW | {"claimReviewed": claim, "author": {"name": "<b>Facts</b>\n\nNews"}}]).checked
    assert (one.claim, one.publisher) == ("Garlic cures <b>cancer", "Facts News")


def test_a_page_speaks_for_its_own_site_alone() -> None:
    found = reviews([REVIEW | {"url": "https://famous.example/1"}], page=PAGE_URL)
    assert found.checked == ()
    assert "no address of its own site" in found.problems[0]


@pytest.mark.parametrize("url", ["javascript:alert(1)", "", "//", "ftp://facts.example/"])
def test_what_is_no_address_is_that_of_the_page_or_refused(url: str) -> None:
    assert reviews([REVIEW | {"url": url}], page=PAGE_URL).checked[0].url == PAGE_URL
    assert reviews([REVIEW | {"url": url}]).checked == ()


@pytest.mark.parametrize("missing", ["claimReviewed", "reviewRating"])
def test_a_review_without_claim_or_rating_is_told(missing: str) -> None:
    found = reviews([{name: value for name, value in REVIEW.items() if name != missing}])
    assert (found.checked, len(found.problems)) == ((), 1)


def test_a_review_nested_without_end_is_given_up() -> None:
    deep: Any = REVIEW
    for _ in range(100):
        deep = {"item": deep}
    assert reviews([deep]).checked == ()


@pytest.mark.parametrize(
    ("rating", "verdict"),
    [
        ("False", "false"),
        ("Partly false", "mixed"),
        ("Mostly false", "false"),
        ("Not true", "false"),
        ("Half True", "mixed"),
        ("Falso", "false"),
        ("Größtenteils falsch", "false"),
        ("Correct", "true"),
        ("Not correct", "false"),
        ("Vrai", "true"),
        ("Research in progress", "unknown"),
    ],
)
def test_the_words_of_a_rating_are_understood(rating: str, verdict: str) -> None:
    assert verdict_of(rating) == verdict


@pytest.mark.parametrize(
    ("value", "worst", "best", "verdict"),
    [(1, 1, 5, "false"), ("5", "", "", "true"), (3, 1, 5, "mixed"), (0, 0, 1, "false"), (-1, 1, 5, "unknown")],
)
def test_a_figure_on_a_scale_is_understood(value: object, worst: object, best: object, verdict: str) -> None:
    assert verdict_on_scale(value, worst, best) == verdict


@pytest.mark.parametrize("value", ["nan", "many", None, 9])
def test_a_figure_that_is_none_is_unknown(value: object) -> None:
    assert verdict_on_scale(value, 5, 5) == "unknown"


HEAD = "claim,rating,publisher,url,date,harm\n"
LINE = "Garlic cures cancer,False,Facts,https://facts.example/1,2026-03-02,\n"


def test_a_table_is_read_with_commas_semicolons_or_tabs() -> None:
    for sign in ",;\t":
        (one,) = table("\ufeff" + (HEAD + LINE).replace(",", sign)).checked
        assert (one.claim, one.verdict, one.reviewed_date) == ("Garlic cures cancer", "false", date(2026, 3, 2))


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (",False,Facts,https://facts.example/1,,\n", "Line 3: `claim` is empty."),
        ("Tea,False,Facts,facts,,\n", "Line 3: “facts” is no address of the web."),
        ("Tea,False,Facts,https://facts.example/1,yesterday,\n", "Line 3: “yesterday” is no date"),
        ("Tea,False,Facts,https://facts.example/1,,huge\n", "Line 3: `harm` is “huge”; it has to be high or low."),
        ("Tea,False,Facts,https://facts.example/1,,,,\n", "Line 3: it has more fields"),
    ],
)
def test_a_bad_line_is_told_with_its_number(line: str, says: str) -> None:
    assert table(HEAD + LINE + line).problems[0].startswith(says)


def test_a_table_without_its_columns_is_refused() -> None:
    with pytest.raises(UnreadableError, match="rating, publisher, url is missing"):
        table("claim,source\nTea,x\n")


@pytest.mark.parametrize(
    ("body", "form", "says"),
    [
        (b"claim,rating\n\xff\xfe", TABLE, "Line 2 is not UTF-8"),
        (b'[\n{"a": }]', DATA, "Line 2, column 7 is not JSON"),
        (b"[" * 100_000, DATA, "nested too deeply"),
        (b"no page", PAGE, "no HTML"),
    ],
)
def test_a_document_that_cannot_be_read_is_refused_in_a_sentence(body: bytes, form: str, says: str) -> None:
    with pytest.raises(UnreadableError, match=says):
        read(body, form=form)


def test_the_child_answers_what_was_read() -> None:
    body = json.dumps([REVIEW]).encode()
    assert read_limited(body, form=DATA) == read(body, form=DATA)
    with pytest.raises(UnreadableError, match="Line 1, column 1 is not JSON"):
        read_limited(b"?", form=DATA)


@pytest.mark.parametrize(
    ("claim", "harm"),
    [
        ("Garlic cures cancer", "high"),
        ("Drink a teaspoon of bleach every day against the virus", "high"),
        ("Throw away your insulin and take cinnamon instead", "high"),
        ("5G masts spread the coronavirus", "low"),
        ("The pope sold his car", "low"),
    ],
)
def test_what_can_cost_a_life_is_told_from_what_cannot(claim: str, harm: str) -> None:
    assert harm_of(claim) == harm
