"""Documents that a publisher might write on a strange day, and ones that nobody would, from a seed."""

import random
from collections.abc import Mapping

NAMESPACES = {
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "media": "http://search.yahoo.com/mrss/",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "atom": "http://www.w3.org/2005/Atom",
    "xhtml": "http://www.w3.org/1999/xhtml",
    "sy": "http://purl.org/rss/1.0/modules/syndication/",
    "georss": "http://www.georss.org/georss",
    "psc": "http://podlove.org/simple-chapters",
    "cc": "http://web.resource.org/cc/",
    "x": "urn:nobody-knows",
    "Foo": "http://purl.org/dc/elements/1.1/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "xlink": "http://www.w3.org/1999/xlink",
}
ROOTS = (
    ('<rss version="2.0"{0}><channel>', "</channel></rss>", "item"),
    ('<rss version="0.92"{0}><channel>', "</channel></rss>", "item"),
    ('<feed xmlns="http://www.w3.org/2005/Atom"{0}>', "</feed>", "entry"),
    ('<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de" xml:base="https://b.example/"{0}>', "</feed>", "entry"),
    ('<rdf:RDF xmlns="http://purl.org/rss/1.0/"{0}>', "</rdf:RDF>", "item"),
    ('<feed version="0.3" xmlns="http://purl.org/atom/ns#"{0}>', "</feed>", "entry"),
    ("<channel{0}>", "</channel>", "item"),
)
TAGS = """
    title link description guid pubDate author category source enclosure comments content summary id updated published
    created image url name email uri width height textInput language ttl cloud managingEditor webMaster generator tags
    date modified issued copyright subtitle body div p svg rights keywords contributor lastBuildDate items abstract
    content:encoded dc:creator dc:date dc:subject dc:title dc:description dc:publisher dc:language dcterms:created
    dcterms:issued dcterms:valid media:content media:group media:thumbnail media:title media:description media:keywords
    media:credit media:rating media:category media:player itunes:author itunes:owner itunes:name itunes:email
    itunes:image itunes:summary itunes:keywords itunes:category itunes:subtitle itunes:explicit atom:link atom:id
    atom:author xhtml:body xhtml:div sy:updatePeriod georss:point psc:chapters psc:chapter cc:license x:any x:title
    Foo:creator rdf:li
"""
# As publishers write them; a document of these is read by the lean reader, one of the others hardly ever.
ORDINARY_TAGS = """
    title link description guid author category comments id updated published language managingEditor webMaster
    generator copyright subtitle keywords pubDate lastBuildDate itunes:author itunes:image itunes:summary
    itunes:subtitle itunes:category itunes:explicit dc:creator dc:date dc:subject dc:title dc:description
    dc:publisher dc:language media:title media:description media:credit media:category atom:link atom:id georss:point
    x:any x:title Foo:creator
"""
OF_ENTRIES = """
    enclosure content summary created issued source content:encoded content:encoded content media:thumbnail
    media:keywords itunes:keywords dcterms:created dcterms:issued media:content
"""
OF_FEEDS = "ttl sy:updatePeriod sy:updateFrequency textInput"
ORDINARY_ATTRIBUTES = (
    *('type="html"', 'type="text"', 'type="text/plain"', 'href="/a?b=1&amp;c=2"', 'url="c.jpg"', 'rel="Enclosure"'),
    *('rel="self"', 'rel="hub"', 'isPermaLink="false"', 'term="Rye"', 'label="Dark"', 'scheme="s"', 'text="News"'),
    *('domain="e"', 'medium="image"', 'xml:lang="pt_BR"', 'x:href="f"'),
)
ATTRIBUTES = (
    *('type="html"', 'type="xhtml"', 'type="TEXT"', 'type="text/plain"', 'type="application/xml"', 'mode="base64"'),
    *('href="/a?b=1&amp;c=2"', 'url="c.jpg"', 'rel="Enclosure"', 'rel="self"', 'rel="hub"', 'isPermaLink="false"'),
    *('term="Rye"', 'label="Dark"', 'scheme="s"', 'text="News"', 'xml:lang="pt_BR"', 'xml:base="deep/"', 'base="/b/"'),
    *('rdf:about="urn:1"', 'rdf:resource="urn:2"', 'src="d.html"', 'medium="image"', 'lang=""', 'start="00:01:02"'),
    *('domain="e"', 'version="2.0"', 'xlink:href="f"', 'lastmod="2026-11-20"'),
)
DEEPEST = 3
TEXTS = (
    *("", " ", "Rye &amp; wheat", "&lt;p&gt;dark&lt;/p&gt; bread", "<![CDATA[<b>fresh</b> &nbsp; now]]>", "a, b,c"),
    *(
        "https://bread.example/1?a=1&amp;b=2",
        "relative/2",
        "Fri, 20 Nov 2026 12:00:00 GMT",
        "2026-11-20T12:00:00+02:00",
    ),
    *("Tue, 1 Dec 2026 08:00 +0130", "20 Nov 26 12:00:00 EST", "Thu, 31 Feb 2026 12:00:00 GMT", "2026-11-20", "60"),
    *("ada@bread.org", "ada@bread.org (Ada)", "Ada &lt;ada@bread.co.uk&gt;", "daily", "tag:bread,1", "Ada (a@b.org)"),
    *("&amp;eacute;&lt;i&gt;x&lt;/i&gt;", "&lt;nonsense&gt;x&lt;/nonsense&gt;", "https://b.example/?q=1&amp;amp;r=2"),
    *("Ada &lt;ada@bread.example&gt;", "ada@bread.example (Ada)", "Grüße", "GrÃ¼Ãe", "“x”", "yes", "c3VycHJpc2U="),
)


MARKUP = (
    *("text", " ", "<p>a &amp; b</p>", "text <b>bold</b> more", "<div>a</div>", "<div>a</div> b", "<p/>", "a<br/>b"),
    '<div xmlns="http://www.w3.org/1999/xhtml"><p class="a&quot;b">x &lt; y</p> z</div>',
    "<xhtml:div><xhtml:p>q</xhtml:p></xhtml:div>",
    " <div><img src='a?b=1&amp;c=2' alt=''/></div>\n",
    *("<div><div>x</div></div>", "<DIV>Up</DIV>", "<ul><li>1</li>\n<li>2</li></ul>"),
)


def spelled(names: Mapping[str, str]) -> str:
    return "".join(f' xmlns:{prefix}="{uri}"' for prefix, uri in names.items())


def element(rng: random.Random, depth: int) -> str:
    """A tag with attributes, texts and, now and then, tags inside."""
    tag = rng.choice(TAGS.split())
    given = {one.partition("=")[0]: one for one in rng.choices(ATTRIBUTES, k=rng.choice((0, 0, 1, 2)))}
    inside = [
        element(rng, depth + 1) if depth < DEEPEST and rng.random() < 0.25 else rng.choice(TEXTS)
        for _part in range(rng.choice((0, 1, 1, 2, 3)))
    ]
    return f"<{tag} {' '.join(given.values())}>{''.join(inside)}</{tag}>"


def document(rng: random.Random) -> bytes:
    """A document that is well-formed and, beyond that, anything."""
    names = dict(NAMESPACES)
    if rng.random() < 0.2:  # a publisher who calls things by other names
        one, other = rng.choice(list(names)), rng.choice(list(names))
        names[one] = rng.choice((names[other], "urn:else"))
    opening, closing, entry = rng.choice(ROOTS)
    parts = []
    for _part in range(rng.randint(0, 6)):
        inside = [element(rng, 0) for _one in range(rng.randint(0, 8))]
        parts.append(rng.choice((f"<{entry}>{''.join(inside)}</{entry}>", element(rng, 0))))
    return (opening.format(spelled(names)) + "".join(parts) + closing).encode()


def leaf(rng: random.Random, more: str) -> str:
    given = {one.partition("=")[0]: one for one in rng.choices(ORDINARY_ATTRIBUTES, k=rng.choice((0, 0, 0, 1, 2)))}
    tag = rng.choice((ORDINARY_TAGS + more).split())
    return f"<{tag} {' '.join(given.values())}>{rng.choice(TEXTS)}</{tag}>"


def person(rng: random.Random) -> str:
    text, beside = rng.choice(TEXTS), rng.choice(("", "<uri>u</uri>", "<email>e@f.org</email>", "x", '<x:y x:z="1"/>'))
    shapes = (
        f"<author><name>{text}</name>{beside}</author>",
        f"<author><email>e@f.org</email>{beside}<name>{text}</name></author>",
        f"<contributor><name>{text}</name></contributor>",
    )
    return rng.choice(shapes)


def of_entry(rng: random.Random) -> str:
    """A tag as it may stand in an entry, now and then with others in it."""
    one, other, title = leaf(rng, OF_ENTRIES), leaf(rng, OF_ENTRIES), rng.choice(TEXTS)
    shapes = (
        f"<media:group>{one}{other}</media:group>",
        f'<media:content url="q.jpg">{one}</media:content>',
        f"<source><title>{title}</title>{person(rng)}<link href='a'/><id>b</id></source>",
        person(rng),
    )
    return rng.choice((with_markup(rng), *shapes)) if rng.random() < 0.2 else one


def with_markup(rng: random.Random) -> str:
    """A text with tags in it."""
    tag = rng.choice(("description", "summary", "content", "title", "content:encoded", "media:description"))
    kind = rng.choice(("", ' type="html"', *[' type="xhtml"'] * 3))
    return f"<{tag}{kind}>{''.join(rng.choices(MARKUP, k=rng.randint(1, 3)))}</{tag}>"


def of_feed(rng: random.Random) -> str:
    """A tag as it may stand beside entries."""
    owner = f"<itunes:name>{rng.choice(TEXTS)}</itunes:name><itunes:email>o@p.org</itunes:email>"
    shapes = (
        f"<itunes:owner>{owner}</itunes:owner>",
        "<image><url>a</url><title>b</title></image>",
        "<skipHours><hour>3</hour></skipHours>",
        '<itunes:category text="a"><itunes:category text="b"/></itunes:category>',
        person(rng),
    )
    return rng.choice(shapes) if rng.random() < 0.3 else leaf(rng, OF_FEEDS)


def ordinary(rng: random.Random) -> bytes:
    """A document as a publisher might write it on a strange day."""
    opening, closing, entry = rng.choice(ROOTS[:5])
    entries = ["".join(of_entry(rng) for _one in range(rng.randint(0, 6))) for _entry in range(rng.randint(0, 4))]
    inside = [f"<{entry}>{one}</{entry}>" for one in entries]
    heads = [of_feed(rng) for _one in range(rng.randint(0, 4))]
    if "RDF" in opening:
        parts = ["<channel>", *heads, "</channel>", *inside]
    else:
        parts = [*heads, *inside]
        rng.shuffle(parts)
    return (opening.format(spelled(NAMESPACES)) + "".join(parts) + closing).encode()
