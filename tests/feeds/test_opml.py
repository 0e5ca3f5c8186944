import pytest

from feeds.opml import LARGEST, OpmlError, Outline, import_opml

RYE = '<outline type="rss" text="Rye &amp; Wheat" xmlUrl="https://rye.example/feed.xml"/>'


def opml(body: str, *, before: str = '<?xml version="1.0"?>') -> str:
    return f'{before}<opml version="2.0"><head><title>Mine</title></head><body>{body}</body></opml>'


def test_a_feed_comes_with_its_title_and_folder() -> None:
    outlines = import_opml(opml(f'<outline text="Food">{RYE}</outline>'))
    assert outlines == [Outline("https://rye.example/feed.xml", "Rye & Wheat", "Food")]


def test_a_feed_in_two_folders_comes_once() -> None:
    assert len(import_opml(opml(f'<outline text="A">{RYE}</outline><outline text="B">{RYE}</outline>'))) == 1


def test_a_list_in_another_encoding_is_read_by_its_declaration() -> None:
    text = opml(RYE.replace("Rye", "Рожь"), before='<?xml version="1.0" encoding="windows-1251"?>')
    assert import_opml(text.encode("windows-1251"))[0].title == "Рожь & Wheat"


def test_a_list_that_is_not_quite_xml_is_read_as_far_as_it_goes() -> None:
    assert import_opml(opml(RYE + "<outline text='broken'"))[0].url == "https://rye.example/feed.xml"


@pytest.mark.parametrize(
    "text", ["", "hello", "http://127.0.0.1:1/list.opml", opml(""), "<html><body>No</body></html>"]
)
def test_what_holds_no_feed_is_refused_with_advice(text: str) -> None:
    with pytest.raises(OpmlError, match="Export it again"):
        import_opml(text)


def test_a_list_that_defines_entities_is_refused() -> None:
    bomb = '<?xml version="1.0"?><!DOCTYPE opml [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
    with pytest.raises(OpmlError, match="entities"):
        import_opml(opml(RYE, before=bomb))


def test_a_list_of_more_than_five_megabytes_is_refused() -> None:
    with pytest.raises(OpmlError, match="5 MB"):
        import_opml(b" " * (LARGEST + 1))


def test_of_nested_folders_the_outermost_names_the_feed() -> None:
    nested = f'<outline text="News"><outline text="Europe">{RYE}</outline></outline>'
    assert import_opml(opml(nested))[0].folder == "News"


def test_an_angle_bracket_in_a_title_hides_no_feed() -> None:
    assert len(import_opml(opml(RYE + '<outline text="a > b" xmlUrl="https://b.example/rss"/>'))) == 2


def test_a_list_of_fifty_thousand_levels_is_read() -> None:
    levels = 50_000
    assert len(import_opml(opml("<outline>" * levels + RYE + "</outline>" * levels))) == 1


def test_bare_ampersands_are_read_as_they_are_meant() -> None:
    lines = import_opml(
        opml('<outline text="Food & Drink"><outline text="A" xmlUrl="https://a.example/?a=1&b=2"/></outline>')
    )
    assert lines == [Outline("https://a.example/?a=1&b=2", "A", "Food & Drink")]


def test_quotation_marks_in_quotation_marks_hide_no_feed() -> None:
    broken = '<outline text="The "Daily" Bread" xmlUrl="https://b.example/?a=1&amp;b=2" type="rss"/></outline>'
    assert {line.url for line in import_opml(opml(RYE + broken))} == {
        "https://rye.example/feed.xml",
        "https://b.example/?a=1&b=2",
    }


@pytest.mark.parametrize("name", ["idna", "undefined", "hex", "klingon"])
def test_an_encoding_that_is_none_is_read_as_utf8(name: str) -> None:
    document = opml(RYE, before=f'<?xml version="1.0" encoding="{name}"?>').encode()
    assert len(import_opml(document)) == 1
