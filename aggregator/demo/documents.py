"""What the newsroom sends: feeds in three formats for crawlers, pages for people."""

import json
from collections.abc import Sequence
from datetime import datetime
from html import escape
from typing import Any

from django.utils.feedgenerator import Atom1Feed, Enclosure, Rss201rev2Feed, SyndicationFeed
from django.utils.xmlutils import SimplerXMLGenerator

from aggregator.demo.articles import FORMATS, Piece, Publisher
from aggregator.demo.pictures import has_picture

TOPIC_WORDS = {"sport": "Sport", "local": "Local news"}


class _Atom(Atom1Feed):
    """Django's Atom has summaries only; ours carries the whole text."""

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        """Django's feeds have summaries only; this adds Atom's whole text."""
        super().add_item_elements(handler, item)
        handler.addQuickElement("content", item["content"], {"type": "html"})


def body_html(piece: Piece) -> str:
    """The body as HTML."""
    return "\n".join(f"<p>{escape(part, quote=False)}</p>" for part in piece.paragraphs)


def picture_path(piece: Piece) -> str:
    """The path of its picture; empty when it has none."""
    return f"/pictures/{piece.id}.jpg" if has_picture(piece.id, piece.event) else ""


def feed(publisher: Publisher, pieces: Sequence[Piece], *, started_at: datetime, base: str) -> bytes:
    """The feed of these pieces in the publisher's format; `base` is the newsroom's own address."""
    if publisher.format == "json":
        return _json(publisher, pieces, started_at, base)
    return _xml(publisher, pieces, started_at, base)


def _xml(publisher: Publisher, pieces: Sequence[Piece], started_at: datetime, base: str) -> bytes:
    kind, is_atom = (_Atom, True) if publisher.format == "atom" else (Rss201rev2Feed, False)
    document: SyndicationFeed = kind(
        title=publisher.title,
        link=f"{base}/{publisher.slug}",
        description=publisher.about,
        language="en",
        feed_url=base + publisher.feed_path,
        ttl=1,  # minutes: held-back articles appear one a minute
    )
    for piece in pieces:
        picture = picture_path(piece)
        document.add_item(
            title=piece.title,
            link=address(piece, base),
            description=piece.paragraphs[0] if is_atom else body_html(piece),
            content=body_html(piece),
            unique_id=tag_of(piece.id),
            unique_id_is_permalink=False,
            pubdate=piece.published_at(started_at),
            updateddate=piece.published_at(started_at),
            categories=[topic_words(piece.topic)],
            # The length is that of a file nobody has drawn yet.
            enclosures=[Enclosure(base + picture, "0", "image/jpeg")] if picture else [],
        )
    return document.writeString("utf-8").encode()


def _json(publisher: Publisher, pieces: Sequence[Piece], started_at: datetime, base: str) -> bytes:
    items = [
        {
            "id": tag_of(piece.id),
            "url": address(piece, base),
            "title": piece.title,
            "content_html": body_html(piece),
            "date_published": piece.published_at(started_at).isoformat(),
            "language": piece.language,
            "tags": [topic_words(piece.topic)],
            **({"image": base + picture} if (picture := picture_path(piece)) else {}),
        }
        for piece in pieces
    ]
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": publisher.title,
        "description": publisher.about,
        "home_page_url": f"{base}/{publisher.slug}",
        "feed_url": base + publisher.feed_path,
        "items": items,
    }
    return json.dumps(document, ensure_ascii=False, indent=1).encode()


def tag_of(piece_id: str) -> str:
    """The name (guid) of an article, the same whatever the port."""
    return f"tag:newsroom.example,2026:{piece_id}"


def address(piece: Piece, base: str) -> str:
    """The page of an article."""
    return f"{base}/articles/{piece.id}"


def topic_words(topic: str) -> str:
    """What the publishers call a topic."""
    return TOPIC_WORDS.get(topic, topic.capitalize())


def article_page(publisher: Publisher, piece: Piece) -> bytes:
    """The page of one article."""
    note = "<p><em>Made up, and deliberately false: here for moderation to find.</em></p>" if piece.dubious else ""
    picture = f"<p><img src='{path}' alt='' width='672' height='448'></p>" if (path := picture_path(piece)) else ""
    body = f"<p><a href='/{publisher.slug}'>{escape(publisher.title)}</a></p><h1>{escape(piece.title)}</h1>{note}"
    return _page(piece.title, body + picture + body_html(piece), language=piece.language)


def publisher_page(publisher: Publisher, pieces: Sequence[Piece]) -> bytes:
    """The page of one publisher, from which its feed can be discovered."""
    items = "".join(f"<li><a href='/articles/{piece.id}'>{escape(piece.title)}</a></li>" for piece in pieces)
    body = f"<h1>{escape(publisher.title)}</h1><p>{escape(publisher.about)}</p><ul>{items}</ul>"
    icon = f"<link rel='icon' type='image/png' sizes='64x64' href='{publisher.icon_path}'>"
    return _page(publisher.title, body, head=_alternate(publisher) + icon)


def index_page(all_publishers: Sequence[Publisher]) -> bytes:
    """The page of the newsroom: its publishers and their feeds."""
    rows = "".join(
        f"<li><a href='/{one.slug}'>{escape(one.title)}</a>: {escape(one.about)} (<a href='{one.feed_path}'>feed</a>)"
        for one in all_publishers
    )
    words = "<h1>The local newsroom</h1><p>Every publisher, person and event here is made up.</p>"
    return _page("The local newsroom", f"{words}<ul>{rows}</ul>", head="".join(map(_alternate, all_publishers)))


def opml(all_publishers: Sequence[Publisher], base: str) -> bytes:
    """The list of all feeds."""
    rows = "\n".join(
        f'<outline type="rss" text="{escape(one.title)}" title="{escape(one.title)}" xmlUrl="{base}{one.feed_path}"/>'
        for one in all_publishers
    )
    head = '<?xml version="1.0" encoding="utf-8"?>\n<opml version="2.0"><head><title>The local newsroom</title></head>'
    return f"{head}\n<body>\n{rows}\n</body></opml>\n".encode()


def _alternate(publisher: Publisher) -> str:
    kind = FORMATS[publisher.format]
    return f"<link rel='alternate' type='{kind}' title='{escape(publisher.title)}' href='{publisher.feed_path}'>"


def _page(title: str, body: str, *, head: str = "", language: str = "en") -> bytes:
    way = "rtl" if language == "ar" else "ltr"
    return (
        f"<!doctype html><html lang='{language}' dir='{way}'><head><meta charset='utf-8'><title>{escape(title)}</title>"
        f"<meta name='viewport' content='width=device-width, initial-scale=1'>{head}</head>"
        f"<body>{body}</body></html>"
    ).encode()
