"""The languages of the pages: chosen, remembered, compiled, collected."""

from pathlib import Path

import pytest
from babel.messages import Catalog
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.test import Client
from django.utils import translation

from aggregator.accounts.models import User
from aggregator.tongues import LANGUAGES
from aggregator.tongues.collected import brought_up, catalogues, messages
from aggregator.tongues.compiled import compile_catalogues
from tests import make

pytestmark = pytest.mark.django_db

TRANSLATED = [language for language, _name in LANGUAGES if language != "en"]


def written(folder: Path, **said: str) -> Path:
    """A French catalogue with these sentences."""
    catalogue = Catalog(locale="fr", fuzzy=False)
    for english, french in said.items():
        catalogue.add(english, french)
    file = folder / "fr" / "LC_MESSAGES" / "django.po"
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("wb") as stream:
        write_po(stream, catalogue)
    return file


def test_every_language_but_english_has_a_catalogue() -> None:
    assert {translation.to_locale(language) for language in TRANSLATED} == {
        file.parent.parent.name for file in catalogues(settings.CATALOGUES)
    }


def test_a_stranger_reads_the_language_of_their_browser(client: Client) -> None:
    page = client.get("/", headers={"accept-language": "ar-EG,ar;q=0.9,en;q=0.5"})
    assert '<html lang="ar" dir="rtl">' in page.content.decode()
    assert page["Content-Language"] == "ar"


def test_a_language_nobody_translated_is_english(client: Client) -> None:
    assert '<html lang="en" dir="ltr">' in client.get("/", headers={"accept-language": "tlh"}).content.decode()


def test_a_chosen_language_is_kept_in_this_browser(client: Client) -> None:
    back = client.post("/language/", {"language": "fr", "next": "/search/?q=x"})
    assert (back.status_code, back["Location"]) == (302, "/search/?q=x")
    assert '<html lang="fr"' in client.get("/").content.decode()


def test_a_chosen_language_follows_its_reader_to_another_device(client: Client) -> None:
    reader = make.reader()
    client.force_login(reader)
    client.post("/language/", {"language": "es"})
    other = Client()
    other.force_login(reader)
    assert '<html lang="es"' in other.get("/").content.decode()


@pytest.mark.parametrize("language", ["", "tlh", "../../etc/passwd", "en\0", "x" * 5_000])
def test_a_language_that_is_none_changes_nothing(client: Client, language: str) -> None:
    reader = make.reader()
    client.force_login(reader)
    assert client.post("/language/", {"language": language, "next": "https://elsewhere.example/"})["Location"] == "/"
    assert User.objects.get(pk=reader.pk).language == ""
    assert '<html lang="en"' in client.get("/").content.decode()


def test_a_choice_of_before_that_the_site_no_longer_speaks_is_passed_over(client: Client) -> None:
    reader = make.reader()
    User.objects.filter(pk=reader.pk).update(language="la")
    client.force_login(reader)
    assert '<html lang="en"' in client.get("/").content.decode()


def test_a_changed_catalogue_is_compiled_once(tmp_path: Path) -> None:
    written(tmp_path / "locale", Saved="Gardés")
    assert compile_catalogues(tmp_path / "locale", tmp_path / "read") == 1
    assert compile_catalogues(tmp_path / "locale", tmp_path / "read") == 0
    assert (tmp_path / "read" / "fr" / "LC_MESSAGES" / "django.mo").stat().st_size > 0


def test_new_sentences_come_in_empty_and_old_ones_go(tmp_path: Path) -> None:
    file = written(tmp_path / "locale", Saved="Gardés", Gone="Parti")
    said = Catalog()
    said.add("Saved")
    said.add(("%(n)d reply", "%(n)d replies"))
    assert brought_up(file, said) == (2, 1)
    with file.open("rb") as lines:
        found = read_po(lines, locale="fr")
    assert {message.id: message.string for message in found if message.id} == {
        "Saved": "Gardés",
        ("%(n)d reply", "%(n)d replies"): ("", ""),
    }


def test_sentences_are_found_in_templates_and_in_python(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "page.html").write_text(
        '{% load i18n %}\n  <p title="{{ _("Held") }}">{% translate "Saved" %}</p>\n'
        "{% blocktranslate count n=n %}{{ n }} reply{% plural %}{{ n }} replies{% endblocktranslate %}"
    )
    (tmp_path / "site" / "rows.py").write_text('told = pgettext("since", "yesterday")\n')
    found = {(message.context, message.id) for message in messages(tmp_path, ["site"], ["World"]) if message.id}
    assert found == {
        (None, "Held"),
        (None, "Saved"),
        (None, ("%(n)s reply", "%(n)s replies")),
        ("since", "yesterday"),
        (None, "World"),
    }
