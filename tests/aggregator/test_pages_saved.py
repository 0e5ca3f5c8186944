"""What is saved: folders, notes, and finding it again."""

from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from django.utils import timezone

from aggregator.accounts.models import User
from aggregator.pages import folders
from aggregator.retention import prune
from feeds.models import Article, Filing, Folder
from ranking.events import record
from ranking.models import Event
from tests import make
from tests.aggregator.pages import cost, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada(client: Client) -> User:
    ada = make.reader("Ada")
    client.force_login(ada)
    return ada


def saved(reader: User, title: str = "Otters are back", note: str = "", folder: Folder | None = None) -> Article:
    article = make.article(title=title, published_at=timezone.now())
    record(Event.Kind.SAVE, article_id=article.pk, reader_id=reader.pk, now=timezone.now())
    if note or folder:
        Filing.objects.create(reader=reader, article=article, note=note, folder=folder)
    return article


def folder(reader: User, name: str = "River") -> Folder:
    return Folder.objects.create(reader=reader, name=name)


def page(client: Client, query: str = "") -> str:
    return unescape(text(client.get(f"/saved/{query}")))


def test_an_article_is_put_into_a_new_folder_with_a_note(client: Client, ada: User) -> None:
    article = saved(ada)
    client.post(f"/saved/{article.pk}/", {"name": "River", "note": "For Ben.\x07\r\nSoon."})
    filing = Filing.objects.get()
    assert (str(filing.folder), filing.note) == ("River", "For Ben.\nSoon.")
    assert "For Ben." in page(client, f"?folder={filing.folder_id}")


def test_it_moves_to_another_folder_and_out_of_all(client: Client, ada: User) -> None:
    article, other = saved(ada, folder=folder(ada)), folder(ada, "Sea")
    client.post(f"/saved/{article.pk}/", {"folder": other.pk})
    assert Filing.objects.get().folder == other
    client.post(f"/saved/{article.pk}/", {"folder": ""})
    assert not Filing.objects.exists()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"note": "x" * 2001}, "Shorten it to 2,000 characters; it has 2001."),
        ({"name": "x" * 61, "note": "kept words"}, "Shorten it to 60 letters."),
        ({"folder": "99999", "note": "kept words"}, "This folder is gone."),
        ({"folder": "\0", "note": "kept words"}, "This folder is gone."),
    ],
)
def test_a_mistake_is_said_at_the_field_and_what_was_typed_stays(
    client: Client, ada: User, typed: dict[str, str], said: str
) -> None:
    answer = client.post(f"/saved/{saved(ada).pk}/", typed)
    assert answer.status_code == 422
    assert said in text(answer)
    assert typed["note"] in text(answer)


def test_a_note_that_was_typed_after_the_session_ended_is_not_lost(client: Client, ada: User) -> None:
    article = saved(ada)
    client.logout()
    client.post(f"/saved/{article.pk}/", {"note": "Long thoughts"})
    client.force_login(ada)
    assert "Long thoughts" in text(client.get(f"/saved/{article.pk}/"))


def test_only_what_one_saved_oneself_can_be_filed(client: Client, ada: User) -> None:
    theirs = saved(make.reader("Eve"))
    assert client.post(f"/saved/{theirs.pk}/", {"note": "Mine"}).status_code == 404
    eves = folder(make.reader("Eve"))
    assert client.post(f"/saved/folders/{eves.pk}/name/", {"name": "Mine"}).status_code == 404
    assert client.get(f"/saved/?folder={eves.pk}").status_code == 404


@pytest.mark.parametrize("visibility", [Article.Visibility.HOLD, Article.Visibility.DROP])
def test_what_was_taken_from_readers_is_not_shown_and_cannot_be_filed(
    client: Client, ada: User, visibility: Article.Visibility
) -> None:
    article = saved(ada, note="a note")
    Article.objects.update(visibility=visibility)
    assert article.title not in page(client)
    assert article.title not in page(client, "?q=note")
    assert client.get(f"/saved/{article.pk}/").status_code == 404


def test_titles_and_notes_are_searched_within_a_folder(client: Client, ada: User) -> None:
    river = folder(ada)
    saved(ada, "Otters are back", folder=river)
    saved(ada, "The tram returns", note="saw Otters there", folder=river)
    saved(ada, "Otters elsewhere")
    found = page(client, f"?q=otters&folder={river.pk}")
    assert "</mark> are back" in found
    assert "The tram returns" in found
    assert "elsewhere" not in found
    assert "Nothing you saved has “beavers”" in page(client, "?q=beavers")


def test_what_nobody_saved_is_not_found_there(client: Client, ada: User) -> None:
    saved(ada)
    make.article(title="Otters of others", published_at=timezone.now())
    assert "of others" not in page(client, "?q=otters")


def test_a_folder_is_made_once_whatever_its_letters(client: Client, ada: User) -> None:
    for name in ("River", "river", " River "):
        client.post("/saved/folders/", {"name": name})
    assert Folder.objects.count() == 1


@pytest.mark.parametrize("name", ["", " ", "\0", "x" * 61])
def test_a_name_that_cannot_be_is_refused_at_the_field(client: Client, ada: User, name: str) -> None:
    river = folder(ada)
    saved(ada)
    for address in ("/saved/folders/", f"/saved/folders/{river.pk}/name/"):
        answer = client.post(address, {"name": name})
        assert answer.status_code == 422
        assert 'class="errorlist"' in text(answer)
        assert name.strip(" \0") in text(answer)


def test_a_folder_cannot_take_the_name_of_another(client: Client, ada: User) -> None:
    folder(ada, "Sea"), saved(ada)
    answer = client.post(f"/saved/folders/{folder(ada).pk}/name/", {"name": "SEA"})
    assert "You have a folder of this name." in text(answer)


def test_there_is_a_most_of_folders_and_it_is_said(client: Client, ada: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folders, "MOST", 1)
    folder(ada)
    answer = client.post(f"/saved/{saved(ada).pk}/", {"name": "Sea", "note": "kept words"})
    assert "You have 1 folders. Remove one first." in text(answer)
    assert "kept words" in text(answer)


def test_a_removed_folder_leaves_its_articles_and_comes_back_with_them(client: Client, ada: User) -> None:
    river = folder(ada)
    saved(ada, folder=river)
    assert "What was in it is still saved." in unescape(
        text(client.post(f"/saved/folders/{river.pk}/remove/", follow=True))
    )
    assert "Otters are back" in page(client)
    client.post(f"/saved/folders/{river.pk}/remove/", {"undo": "1"})
    assert "Otters are back" in page(client, f"?folder={river.pk}")


@pytest.mark.parametrize("address", ["?page=999", "?page=-1", "?folder=none&page=7"])
def test_a_page_that_is_not_there_is_the_nearest(client: Client, ada: User, address: str) -> None:
    saved(ada)
    assert "Otters are back" in page(client, address)


def test_many_saved_articles_cost_few_queries(client: Client, ada: User) -> None:
    for n in range(15):
        saved(ada, f"Otters {n}", note="n", folder=folder(ada, f"Folder {n}"))
    assert cost(client, "/saved/?q=otters") <= 30


def test_what_was_let_go_or_removed_can_be_taken_back_for_a_day(ada: User) -> None:
    article, river = saved(ada, note="a note"), folder(ada)
    now = timezone.now()
    record(Event.Kind.UNSAVE, article_id=article.pk, reader_id=ada.pk, now=now)
    Folder.objects.filter(pk=river.pk).update(removed_at=now)
    for days, left in ((0.9, 1), (1.1, 0)):
        prune(now=now + timedelta(days=days))
        assert (Filing.objects.count(), Folder.objects.count()) == (left, left)


def test_what_is_saved_again_has_its_note_again(client: Client, ada: User) -> None:
    article = saved(ada, note="a note")
    for kind in (Event.Kind.UNSAVE, Event.Kind.SAVE):
        record(kind, article_id=article.pk, reader_id=ada.pk, now=timezone.now())
    assert "a note" in page(client)
