"""Feed documents that tests write themselves."""

from html import escape


def rss(*items: str, title: str = "The Daily Bread", more: str = "") -> bytes:
    """An RSS 2.0 document around items."""
    channel = f"<title>{title}</title><link>https://bread.example/</link>{more}{''.join(items)}"
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{channel}</channel></rss>'.encode()


def item(title: str = "Rye is back", *, link: str = "https://bread.example/rye", more: str = "", html: str = "") -> str:
    """An item of RSS; `html` becomes its description."""
    description = f"<description>{escape(html)}</description>" if html else ""
    return f"<item><title>{title}</title><link>{link}</link>{description}{more}</item>"


def atom(*entries: str, more: str = "") -> bytes:
    """An Atom document around entries."""
    head = f"<title>The Daily Bread</title><id>urn:bread</id>{more}"
    return f'<feed xmlns="http://www.w3.org/2005/Atom">{head}{"".join(entries)}</feed>'.encode()
