"""Whatever a publisher sends, through the whole of assess(): nothing breaks, and nothing is clear that was not read."""

import pytest

from feeds.clean import clean_html
from feeds.models import Article, Media
from moderation.assess import assess
from moderation.models import Assessment, ReviewItem
from moderation.types import Zone
from tests import make
from tests.make import NOW

pytestmark = pytest.mark.django_db
ALLOW, _LIMIT, HOLD, _DROP = Article.Visibility
FERRY = "The ferry ran again this morning after the crew had repaired the pump. It leaves every hour until evening. "


def assessed(title: str, text: str, html: str = "", alt: str = "") -> tuple[Assessment, Article]:
    """An article that has just come in, and what is said of it."""
    article = make.article(title=title, text=text, visibility=HOLD, assess_due_at=NOW)
    if html:
        Article.objects.update(html=clean_html(html))
    if alt:
        Media.objects.create(article=article, url="https://harbour.example/a.jpg", alt=alt, is_lead=True)
    found = assess(article.pk, now=NOW)
    assert found is not None
    article.refresh_from_db()
    return found, article


@pytest.mark.parametrize("text", ["", " ", "\n\n", "…", "🔥🔥🔥", "\u200b\u2060", "?!", "0"])
def test_what_says_nothing_is_assessed_and_shown(text: str) -> None:
    found, article = assessed(text.strip() or "-", text)
    assert (found.zone, article.visibility) == (Zone.CLEAR, ALLOW)


def test_a_megabyte_is_read_as_far_as_it_goes_and_a_person_looks() -> None:
    found, article = assessed("Minutes of the council", (FERRY * 10_000)[:1_000_000])
    assert found.zone == Zone.QUEUE
    assert ReviewItem.objects.get(article=article).reason == "Too long to be read to its end."


def test_a_claim_in_the_middle_of_a_long_text_is_held() -> None:
    _found, article = assessed("A day at sea", FERRY * 700 + "Garlic cures cancer. " + FERRY * 700)
    assert article.visibility == HOLD


@pytest.mark.parametrize(
    "claim",
    [
        "Gаrlic сures сancer",  # Cyrillic
        "Gar\u200blic cu\u200bres can\u200bcer",
        "Garlic cu🔥res can🔥cer",
        "\u202erecnac seruc cilraG\u202c",
        "Garlic\ncures\ncancer",
    ],
    ids=ascii,
)
def test_a_disguised_claim_is_held(claim: str) -> None:
    _found, article = assessed("News of the day", f"{FERRY}\n{claim}\n{FERRY}")
    assert article.visibility == HOLD


def test_a_claim_in_a_pictures_description_is_held() -> None:
    html = f'<p>{FERRY}</p><img src="https://harbour.example/a.jpg" alt="Garlic cures cancer">'
    assert assessed("The ferry", FERRY, html=html)[1].visibility == HOLD


def test_a_claim_in_the_description_of_the_picture_above_is_held() -> None:
    assert assessed("The ferry", FERRY, alt="Gar\u200blic cures cancer")[1].visibility == HOLD


@pytest.mark.parametrize(
    ("title", "text"),
    [("Garlic: the one thing that", "cures cancer in a week."), ("Garlic", "It cures cancer. " + FERRY)],
)
def test_a_claim_split_over_title_and_text_is_held(title: str, text: str) -> None:
    assert assessed(title, text)[1].visibility == HOLD


def test_a_debunk_may_quote_what_it_takes_back() -> None:
    text = f'A post says: "Garlic cures cancer." That is false, oncologists told us; no food cures cancer. {FERRY}'
    found, article = assessed("No, garlic does not cure cancer", text)
    assert (found.zone in {Zone.CLEAR, Zone.QUEUE}, article.visibility) == (True, ALLOW)


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("El concejo abre un puente", "El concejo abre un puente nuevo que lleva a la ciudad."),
        ("المجلس يفتح جسرا", "افتتح المجلس جسرا جديدا يوم الاثنين في المدينة."),
        ("המועצה פתחה גשר", "המועצה פתחה ביום שני גשר חדש בעיר."),
    ],
)
def test_another_language_is_shown_and_waits(title: str, text: str) -> None:
    found, article = assessed(title, text)
    assert (found.zone, article.visibility) == (Zone.QUEUE, ALLOW)
    assert ReviewItem.objects.get(article=article).reason.startswith("Not assessed: language.")


def test_right_to_left_words_inside_an_english_text_hide_no_claim() -> None:
    text = f"{FERRY} \u2067הגשר נפתח\u2069 Garlic \u2068cures\u2069 cancer. {FERRY}"
    assert assessed("News", text)[1].visibility == HOLD
