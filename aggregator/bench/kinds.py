"""Feed documents of many kinds and sizes, from a seed: what publishers send, without a network."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from html import escape

# Sentences and not words drawn by lot: whether a language is told at a glance depends on it.
ENGLISH = """
The council has decided to renew the old bridge near the market before the winter comes.
Nobody was hurt when the engine of the ferry stopped in the middle of the river on Friday.
The school will open its doors again after the holidays, and the library with it.
According to the minister, there is enough bread for everyone, but not enough bakers.
Readers of this paper have asked us why the festival was moved to another weekend.
In a report that was published yesterday, doctors explain what helps against the cold.
"""
RUSSIAN = """
Городской совет решил отремонтировать старый мост возле рынка до наступления зимы.
Никто не пострадал, когда двигатель парома остановился посреди реки в пятницу вечером.
Школа снова откроет свои двери после каникул, а вместе с ней и городская библиотека.
По словам министра, хлеба хватит на всех, но пекарей по-прежнему не хватает.
"""
CHINESE = """
市议会决定在冬天到来之前修复市场附近的老桥。
星期五晚上渡轮的发动机在河中央停止运转，没有人受伤。
学校将在假期结束后重新开放，图书馆也将同时开放。
部长表示，面包足够供应所有人，但是面包师仍然不够。
"""
FIRST_DAY = datetime(2026, 11, 20, 12, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Document:
    """A document and where it was found."""

    name: str
    url: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Item:
    """What one entry says, before a kind of feed gives it a form."""

    number: int
    link: str
    title: str
    html: str
    at: datetime


def documents(seed: int, number: int) -> Iterator[Document]:
    """`number` documents, mixed as publishers mix them; every kind comes in every size, again and again."""
    rng = random.Random(seed)  # noqa: S311 -- the same documents for the same seed
    for index in range(number):
        kind = MIX[index % len(MIX)]
        entries, paragraphs = SIZES[index // len(MIX) % len(SIZES)]
        yield document(kind, rng, name=f"{index:03}-{kind}", entries=entries, paragraphs=paragraphs)


def document(kind: str, rng: random.Random, *, name: str, entries: int = 30, paragraphs: int = 8) -> Document:
    """One document of a kind. Thirty entries of eight paragraphs are the 75 KB of an ordinary news feed."""
    host = f"https://{name}.example"
    sentences = {"russian": RUSSIAN, "chinese": CHINESE}.get(kind, ENGLISH).strip().split("\n")
    items = [item(rng, sentences, host, number, paragraphs) for number in range(entries)]
    text = KINDS[kind](host, items)
    return Document(name, f"{host}/feed.xml", text.encode())


def item(rng: random.Random, sentences: list[str], host: str, number: int, paragraphs: int) -> Item:
    """One entry with links, pictures, lists and a tracker, as content systems write them."""
    title = rng.choice(sentences)[: rng.randint(30, 70)]
    link = f"{host}/2026/11/the-story-of-number-{number}?utm_source=rss&utm_medium=feed"
    html = "\n".join(paragraph(rng, sentences, host) for _ in range(paragraphs))
    html += '<img src="https://stats.example/p.gif" width="1" height="1" alt="">'
    return Item(number, link, title, html, FIRST_DAY - timedelta(hours=3 * number))


def paragraph(rng: random.Random, sentences: list[str], host: str) -> str:
    """About 280 characters of HTML."""
    said = " ".join(rng.choices(sentences, k=rng.randint(1, 4)))
    shape = rng.randrange(6)
    if shape == 0:
        picture = f'<img class="wide" src="/media/{rng.randrange(999)}.jpg" alt="{said[:40]}" width="800">'
        return f"<figure>{picture}</figure>"
    if shape == 1:
        return f"<ul><li>{said[:60]}</li><li>{said[60:120]} &amp; more</li></ul>"
    half = len(said) // 2
    linked = f'<a href="{host}/about/{rng.randrange(99)}" target="_blank">{said[half : half + 20]}</a>'
    return f'<p style="margin:0">{said[:half]} {linked} <em>{said[half + 20 :]}</em>.</p>'


def rss(host: str, items: list[Item]) -> str:
    """RSS 2.0 as WordPress writes it: a summary, and the whole text in content:encoded."""
    parts = (
        f"<item><title>{one.title}</title><link>{escape(one.link)}</link><dc:creator><![CDATA[Ada Byron]]></dc:creator>"
        f"<pubDate>{format_datetime(one.at)}</pubDate><category><![CDATA[News]]></category>"
        f'<guid isPermaLink="false">{host}/?p={one.number}</guid>'
        f"<description><![CDATA[{one.html[:200]}]]></description>"
        f"<content:encoded><![CDATA[{one.html}]]></content:encoded></item>"
        for one in items
    )
    return rss_around(host, "\n".join(parts))


def rss_escaped(host: str, items: list[Item]) -> str:
    """RSS 2.0 with the whole text escaped in its description."""
    parts = (
        f"<item><title>{one.title}</title><link>{escape(one.link)}</link><guid>{escape(one.link)}</guid>"
        f"<pubDate>{format_datetime(one.at, usegmt=True)}</pubDate><description>{escape(one.html)}</description></item>"
        for one in items
    )
    return rss_around(host, "".join(parts))


def headlines(host: str, items: list[Item]) -> str:
    """RSS 2.0 with a line of plain text an entry, in a language it does not name, with pictures of Media RSS."""
    parts = (
        f"<item><title><![CDATA[{one.title}]]></title><link>{escape(one.link)}</link>"
        f"<description>{one.title} {one.title.lower()}.</description><pubDate>{format_datetime(one.at)}</pubDate>"
        f'<media:thumbnail width="240" height="135" url="{host}/{one.number}.jpg"/></item>'
        for one in items
    )
    return rss_around(host, "".join(parts), language="")


def podcast(host: str, items: list[Item]) -> str:
    """RSS 2.0 with enclosures and what Apple asks for."""
    parts = (
        f"<item><title>{one.title}</title><guid>{one.number}</guid><pubDate>{format_datetime(one.at)}</pubDate>"
        f'<enclosure url="{host}/{one.number}.mp3" length="123" type="audio/mpeg"/><itunes:author>Ada</itunes:author>'
        f'<itunes:duration>31:02</itunes:duration><itunes:image href="{host}/{one.number}.jpg"/>'
        f"<itunes:summary>{one.title}</itunes:summary><description><![CDATA[{one.html}]]></description></item>"
        for one in items
    )
    return rss_around(host, "".join(parts))


def rss_around(host: str, items: str, language: str = "<language>en-us</language>") -> str:
    """The channel around items, with the names they use."""
    names = "".join(f' xmlns:{short}="{name}"' for short, name in NAMES.items())
    head = f'<title>{host[8:]}</title><link>{host}</link><atom:link href="{host}/feed.xml" rel="self"/>{language}'
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"{names}><channel>{head}{items}</channel></rss>\n'


def atom(host: str, items: list[Item]) -> str:
    """Atom 1.0 with escaped HTML."""
    parts = (
        f'<entry><id>tag:{host[8:]},2026:{one.number}</id><title type="html">{one.title}</title>'
        f'<link rel="alternate" type="text/html" href="{escape(one.link)}"/><published>{one.at.isoformat()}</published>'
        f"<updated>{one.at.isoformat()}</updated><author><name>Ada Byron</name></author>"
        f'<category term="news"/><content type="html">{escape(one.html)}</content></entry>'
        for one in items
    )
    head = f'<title>{host[8:]}</title><id>{host}/</id><link href="{host}/"/><updated>{FIRST_DAY.isoformat()}</updated>'
    return (
        f'<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">{head}'
        f"{''.join(parts)}</feed>"
    )


def rdf(host: str, items: list[Item]) -> str:
    """RSS 1.0."""
    parts = (
        f'<item rdf:about="{escape(one.link)}"><title>{one.title}</title><link>{escape(one.link)}</link>'
        f"<dc:date>{one.at.isoformat()}</dc:date><description>{escape(one.html)}</description></item>"
        for one in items
    )
    names = f'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="{NAMES["dc"]}"'
    head = f'<channel rdf:about="{host}/"><title>{host[8:]}</title><link>{host}/</link></channel>'
    return f'<rdf:RDF {names} xmlns="http://purl.org/rss/1.0/">{head}{"".join(parts)}</rdf:RDF>'


def sloppy(host: str, items: list[Item]) -> str:
    """RSS that is not well-formed: bare ampersands in addresses, names of HTML, markup that is not escaped."""
    parts = (
        f"<item><title>{one.title} & more&nbsp;</title><link>{one.link}</link>"
        f"<description>{one.html}</description></item>"
        for one in items
    )
    return f'<rss version="2.0"><channel><title>{host[8:]}</title><link>{host}</link>{"".join(parts)}</channel></rss>'


NAMES = {
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "atom": "http://www.w3.org/2005/Atom",
    "media": "http://search.yahoo.com/mrss/",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
}
KINDS = {
    "wordpress": rss,
    "escaped": rss_escaped,
    "atom": atom,
    "headlines": headlines,
    "podcast": podcast,
    "russian": rss,
    "chinese": atom,
    "rdf": rdf,
    "sloppy": sloppy,
}
# Of twenty documents one is not well-formed: of the 94 feeds of real sites that we measure with, 5 are not.
_WELL_FORMED = tuple(kind for kind in KINDS if kind != "sloppy")
MIX = (*_WELL_FORMED, *_WELL_FORMED, "wordpress", "escaped", "atom", "sloppy")
# Entries and paragraphs an entry: the ordinary one most often, a blog's, a news wire's, a magazine's.
SIZES = ((30, 8), (10, 12), (30, 8), (100, 1), (20, 40))
