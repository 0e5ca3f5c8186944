"""Publishers that are slow, endless, broken or hostile: each costs its own fetch and nothing else."""

import asyncio
import gzip
import re
import socket
import tracemalloc
import zlib
from dataclasses import replace

import brotli  # type: ignore[import-untyped]
import pytest

from feeds.fetch import Policy, fetch_many, fetch_one, from_settings
from feeds.fetch.guard import networks
from feeds.types import FetchRequest, FetchResult, Outcome
from tests.feeds.publisher import Handler, Publisher, Request, always, answer, publishing

POLICY = Policy(user_agent="Tests/1.0", allow=networks(["127.0.0.0/8"]), connect_s=5, total_s=20, body_bytes=100_000)
HASTY = replace(POLICY, total_s=0.5)


def result_of(handler: Handler, policy: Policy = POLICY) -> FetchResult:
    with publishing(handler) as publisher:
        return fetch_one(FetchRequest(publisher.url), policy=policy)


def trickle(head: bytes) -> Handler:
    """A publisher who sends a byte now and then, for ever."""

    async def handle(_publisher: Publisher, _request: Request, writer: asyncio.StreamWriter) -> None:
        writer.write(head)
        while not writer.is_closing():
            writer.write(b"x")
            await writer.drain()
            await asyncio.sleep(0.02)

    return handle


@pytest.mark.parametrize("head", [b"HTTP/1.1 200 OK\r\nX-Slow: ", b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n"])
def test_a_trickle_is_cut_at_the_deadline(head: bytes) -> None:
    result = result_of(trickle(head), HASTY)
    assert "0.5 seconds" in result.error
    assert 400 <= result.duration_ms < 5000


def test_silence_is_cut_at_the_deadline() -> None:
    async def handle(_publisher: Publisher, _request: Request, _writer: asyncio.StreamWriter) -> None:
        await asyncio.Event().wait()

    assert "0.5 seconds" in result_of(handle, HASTY).error


def test_redirects_share_one_deadline() -> None:
    async def handle(_publisher: Publisher, request: Request, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(0.3)
        writer.write(answer("302 Found", Location=request.path + "x"))

    result = result_of(handle, HASTY)
    assert "0.5 seconds" in result.error


def test_large_bodies_take_turns_and_all_arrive() -> None:
    policy = replace(POLICY, large_bytes=1_000, large_at_once=1)
    with publishing(always(answer(body=b"x" * 50_000))) as publisher:
        results = list(fetch_many([FetchRequest(f"{publisher.url}/{number}") for number in range(6)], policy=policy))
    assert [len(result.body) for result in results] == [50_000] * 6


def test_an_announced_giant_is_not_read() -> None:
    result = result_of(always(b"HTTP/1.1 200 OK\r\nContent-Length: 10000000000\r\n\r\nx"))
    assert "larger than 0.1 MB" in result.error


def test_endless_chunks_are_cut() -> None:
    async def handle(_publisher: Publisher, _request: Request, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
        while not writer.is_closing():
            writer.write(b"4000\r\n" + b"x" * 0x4000 + b"\r\n")
            await writer.drain()

    assert "larger than 0.1 MB" in result_of(handle).error


BOMB = b"0" * 60_000_000
BOMBS = {
    "gzip": gzip.compress(BOMB),
    "deflate": zlib.compress(BOMB),
    "br": brotli.compress(BOMB, quality=1),
}
# Ten gigabytes of zstd, written by hand: 80,000 blocks of four bytes, each of which repeats a byte 128 kB long.
ZSTD_BOMB = b"\x28\xb5\x2f\xfd\x00\x58" + ((0x20000 << 3 | 1 << 1).to_bytes(3, "little") + b"0") * 80_000


@pytest.mark.parametrize("encoding", BOMBS)
def test_a_bomb_is_cut_while_it_unpacks(encoding: str) -> None:
    response = answer(body=BOMBS[encoding], Content_Encoding=encoding)
    tracemalloc.start()
    result = result_of(always(response))
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert "larger than 0.1 MB" in result.error
    assert peak < 5_000_000


def test_a_bomb_in_an_encoding_that_nobody_asked_for_is_cut_or_refused() -> None:
    response = answer(body=ZSTD_BOMB, Content_Encoding="zstd")
    tracemalloc.start()
    result = result_of(always(response))
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    # Python unpacks it since 3.14; before, it is an answer that cannot be read.
    assert re.search(r"larger than 0\.1 MB|compression is damaged|not proper HTTP", result.error)
    assert (result.body, peak < 5_000_000) == (b"", True)


def test_the_sites_own_limits_hold_a_bomb_to_50_mb_of_memory() -> None:
    site = replace(from_settings(), allow=POLICY.allow, calendar_url="")
    tracemalloc.start()
    result = result_of(always(answer(body=BOMBS["gzip"], Content_Encoding="gzip")), site)
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert "larger than 10 MB" in result.error
    assert peak < 50_000_000


def test_a_bomb_in_a_redirect_is_not_unpacked() -> None:
    response = answer("302 Found", body=BOMBS["gzip"], Content_Encoding="gzip", Location="/next")
    with publishing(always(response)) as publisher:
        fetch_one(FetchRequest(publisher.url), policy=POLICY)
    assert len(publisher.requests) == 4


def test_gzip_in_gzip_is_unpacked_once() -> None:
    inner = gzip.compress(BOMB)
    assert result_of(always(answer(body=gzip.compress(inner), Content_Encoding="gzip"))).body == inner


def test_a_server_that_takes_no_connection_is_given_up() -> None:
    with socket.socket() as full:
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        place = full.getsockname()
        waiting = [socket.socket() for _client in range(4)]
        for client in waiting:
            client.settimeout(0)
            client.connect_ex(place)  # nobody accepts: the kernel's queue fills, further ones are not answered
        result = fetch_one(FetchRequest(f"http://127.0.0.1:{place[1]}/"), policy=replace(POLICY, connect_s=0.3))
        for client in waiting:
            client.close()
    assert result.outcome == Outcome.FAILED
    assert 250 <= result.duration_ms < 5000


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br"])
def test_compressed_feeds_are_unpacked(encoding: str) -> None:
    pack = {"gzip": gzip.compress, "deflate": zlib.compress, "br": brotli.compress}[encoding]
    assert result_of(always(answer(body=pack(b"<rss/>"), Content_Encoding=encoding))).body == b"<rss/>"


@pytest.mark.parametrize(
    "response",
    [
        b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        answer(body=b"this is no gzip", Content_Encoding="gzip"),
        answer(body=b"x", Content_Encoding="zstd"),
        b"HTTP/1.1 200 OK\r\nX-Long: " + b"x" * 1_000_000 + b"\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"".join(b"X-%d: %s\r\n" % (n, b"x" * 8000) for n in range(200)) + b"\r\n",
        b"HTTP/1.1 200 OK\r\nBad\rHeader: x\r\n\r\n",
        b"SSH-2.0-OpenSSH_9\r\n",
        b"",
        b"\0" * 100,
    ],
)
def test_what_is_no_proper_answer_is_a_sentence(response: bytes) -> None:
    result = result_of(always(response))
    assert result.outcome == Outcome.FAILED
    assert result.error
    assert result.body == b""


def test_a_closed_port_is_a_sentence() -> None:
    with publishing(always(b"")) as publisher:
        url = publisher.url
    assert "no connection" in fetch_one(FetchRequest(url), policy=POLICY).error


def test_an_unknown_name_is_a_sentence() -> None:
    assert "not known" in fetch_one(FetchRequest("http://nowhere.example/"), policy=POLICY).error
