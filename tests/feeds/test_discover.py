from feeds.discover import common_addresses, feed_links

SITE = "https://bread.example/blog/"


def page(*links: str, base: str = "") -> bytes:
    return f"<!doctype html><html><head>{base}{''.join(links)}</head><body>Bread</body></html>".encode()


def link(href: str, *, kind: str = "application/rss+xml", title: str = "", rel: str = "alternate") -> str:
    return f'<link rel="{rel}" type="{kind}" title="{title}" href="{href}">'


def test_a_link_tag_names_a_feed_relative_to_the_page() -> None:
    assert feed_links(page(link("feed.xml")), base_url=SITE) == ["https://bread.example/blog/feed.xml"]


def test_the_base_of_the_page_counts() -> None:
    names = page(link("feed.xml"), base='<base href="/en/">')
    assert feed_links(names, base_url=SITE) == ["https://bread.example/en/feed.xml"]


def test_the_feed_of_comments_comes_last() -> None:
    names = page(link("/comments/feed", title="Comments on Bread"), link("/feed"))
    assert feed_links(names, base_url=SITE)[0] == "https://bread.example/feed"


def test_oembed_and_style_are_no_feeds() -> None:
    names = page(
        link("/oembed?url=x", kind="application/json"),
        link("/wp-json/wp/v2/posts/1", kind="application/json"),
        link("/style.css", kind="text/css", rel="stylesheet"),
        link("javascript:alert(1)"),
    )
    assert feed_links(names, base_url=SITE) == []


def test_atom_and_json_are_feeds_too() -> None:
    names = page(link("/a", kind="application/atom+xml; charset=utf-8"), link("/j", kind="application/feed+json"))
    assert len(feed_links(names, base_url=SITE)) == 2


def test_bytes_that_are_no_page_name_nothing() -> None:
    assert feed_links(b"\xff\xfe\x00<link <<" * 1000, base_url=SITE) == []


def test_usual_places_are_of_the_site_not_of_the_page() -> None:
    assert common_addresses(SITE)[0] == "https://bread.example/feed"


def test_a_link_that_is_no_address_costs_only_itself() -> None:
    names = page(link("http://["), link("/feed"), base='<base href="http://[">')
    assert feed_links(names, base_url=SITE) == ["https://bread.example/feed"]


def test_a_broken_declaration_ends_the_reading_but_not_the_search() -> None:
    assert feed_links(page(link("/feed")) + b"<![x y]>", base_url=SITE) == ["https://bread.example/feed"]


def test_a_charset_that_is_for_other_things_is_read_as_utf8() -> None:
    names = page('<meta charset="idna">', link("/feed"))
    assert feed_links(names, base_url=SITE) == ["https://bread.example/feed"]
