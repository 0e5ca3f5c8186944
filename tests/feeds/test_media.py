"""What is made of a publisher's picture, and what is refused."""

import io
from dataclasses import replace

import pytest
from PIL import Image

from feeds.lead import lead
from feeds.limited import Limits, TooCostlyError, ask
from feeds.media import PictureError, derive
from feeds.media.derive import COPIES
from feeds.types import MediaLink
from tests.feeds import pictures

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def opened(body: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(body))
    image.load()
    return image


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "AVIF"])
def test_every_format_of_the_web_becomes_two_webp_copies(kind: str) -> None:
    found = derive(pictures.picture(kind, size=(2000, 1500)))
    sizes = {width: opened(body).size for width, body in found.files.items()}
    assert sizes == {704: (704, 528), 1344: (1344, 1008)}
    assert {opened(body).format for body in found.files.values()} == {"WEBP"}
    assert (found.width, found.height) == (1344, 1008)


def test_a_small_picture_is_not_made_larger() -> None:
    found = derive(pictures.picture(size=(500, 400)))
    assert {opened(body).size for body in found.files.values()} == {(500, 400)}


def test_the_mean_colour_is_kept() -> None:
    assert derive(pictures.picture("PNG", colour="#20639b")).colour == "#20639b"


def test_where_it_was_taken_is_in_no_copy() -> None:
    body = pictures.located()
    assert body.count(pictures.SECRET.encode()) >= 3
    for copy in derive(body).files.values():
        assert pictures.SECRET.encode() not in copy
        assert not opened(copy).getexif()
        assert set(opened(copy).info) <= {"loop", "background", "timestamp", "duration"}


def test_a_turned_picture_stands_upright() -> None:
    found = derive(pictures.halves(orientation=6))  # turn it a quarter to the right
    assert (found.width, found.height) == (400, 600)
    turned = opened(found.files[1344]).convert("RGB").crop((200, 50, 201, 51))
    red, _green, blue = turned.tobytes()
    assert red > 200 > blue


def test_holes_show_paper() -> None:
    body = pictures.picture("PNG", mode="RGBA", colour="#00000000")
    assert derive(body).colour == "#ffffff"


@pytest.mark.parametrize("mode", ["CMYK", "L", "1"])
def test_other_colour_models_are_read(mode: str) -> None:
    kind = "JPEG" if mode == "CMYK" else "PNG"
    assert derive(pictures.picture(kind, mode=mode, colour="white" if mode != "CMYK" else "#000000")).width == 800


def test_of_an_animation_the_first_picture_is_kept() -> None:
    found = derive(pictures.animation(frames=5, size=(300, 200)))
    assert not getattr(opened(found.files[704]), "is_animated", False)


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (pictures.bomb(width=20_000, height=20_000), "too many pixels"),
        (pictures.bomb(width=10_000, height=10_000), "too many pixels"),
        (pictures.bomb(width=100_000, height=1), "too many pixels"),
        (pictures.animation(frames=60, size=(900, 900)), "too many frames"),
        (pictures.animation(frames=1_100, size=(100, 100)), "too many frames"),
        (SVG, "no JPEG"),
        (b"<!doctype html><script>alert(1)</script>", "no JPEG"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 800 600\n", "no JPEG"),
        (pictures.picture("TIFF"), "no JPEG"),
        (pictures.picture("BMP"), "no JPEG"),
        (pictures.picture("JPEG")[:2000], "damaged"),
        (pictures.bomb(width=800, height=600), "damaged"),
        (pictures.picture("PNG", size=(1, 1)), "too small"),
        (b"", "no JPEG"),
    ],
    ids=("400MP", "100MP", "line", "frames", "many", "svg", "html", "eps", "tiff", "bmp", "cut", "lie", "dot", "empty"),
)
def test_what_is_no_picture_for_readers_is_refused(body: bytes, why: str) -> None:
    with pytest.raises(PictureError, match=why):
        derive(body)


@pytest.mark.parametrize("limits", [Limits(memory_bytes=150_000_000), Limits(seconds=0.01)])
def test_a_picture_that_costs_too_much_is_given_up(limits: Limits) -> None:
    body = pictures.picture("PNG", size=(3_000, 3_000))
    with pytest.raises(TooCostlyError):
        ask(replace(COPIES, limits=limits), {"widths": [1344, 704]}, body)


def test_what_hangs_behind_a_picture_is_gone() -> None:
    tail = b"<script>alert(1)</script>"
    assert not [copy for copy in derive(pictures.picture() + tail).files.values() if tail in copy]


def test_a_picture_beside_the_text_leads() -> None:
    html = '<img src="https://a.example/in.jpg" alt="In the text">'
    links = [MediaLink("https://a.example/a.mp3", "audio/mpeg"), MediaLink("https://a.example/b.jpg", "image/jpeg")]
    found = lead(links, html)
    assert found is not None
    assert (found.url, found.alt) == ("https://a.example/b.jpg", "")


def test_else_the_first_picture_of_the_text_that_is_no_icon() -> None:
    icon, dog = '<img src="https://a.example/i.gif" width="16">', 'src="https://a.example/b.jpg?a=1&amp;b=2"'
    html = f'{icon}<p>x</p><img {dog} alt="A &quot;dog&quot;">'
    found = lead([], html)
    assert found is not None
    assert (found.url, found.alt) == ("https://a.example/b.jpg?a=1&b=2", 'A "dog"')


@pytest.mark.parametrize("kind", ["image/svg+xml", "video/mp4", "text/html"])
def test_what_is_no_picture_does_not_lead(kind: str) -> None:
    assert lead([MediaLink("https://a.example/x.jpg", kind)], "<p>Words</p>") is None
