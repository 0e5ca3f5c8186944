"""The address table of our notes on crawling, and the rules about URLs: nothing here opens a socket."""

from dataclasses import replace

import pytest

from feeds.fetch import Policy, check
from feeds.fetch.guard import networks, refusal

POLICY = Policy(user_agent="Tests/1.0", own_host="news.example")

# fmt: off
NEVER = [
    "127.0.0.1", "127.8.8.8", "0.0.0.0", "0.1.2.3", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1",
    "169.254.169.254", "169.254.0.1", "192.0.0.1", "192.0.0.9", "192.0.0.10", "192.0.2.1", "198.51.100.1",
    "203.0.113.1", "198.18.0.1", "198.19.255.255", "240.0.0.1", "255.255.255.255", "100.64.0.1", "100.127.255.255",
    "224.0.0.1", "239.255.255.250", "192.88.99.1", "::", "::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
    "::ffff:169.254.169.254", "::127.0.0.1", "fc00::1", "fd00:ec2::254", "fe80::1", "fec0::1", "ff02::1",
    "2001:db8::1", "2001::1", "2001:0:7f00:1::", "2001:20::1", "2002:7f00:1::", "2002:a00:1::1", "64:ff9b::7f00:1",
    "64:ff9b:1::1", "3fff::1", "5f00::1", "100::1", "fe80::1%eth0",
]
PUBLIC = [
    "8.8.8.8", "1.1.1.1", "93.184.216.34", "172.32.0.1", "192.167.1.1", "2606:4700::1111", "2a00:1450:4001::1",
    "::ffff:8.8.8.8",
]
# fmt: on
SPELLINGS = (
    "0x7f.1",
    "2130706433",
    "127.1",
    "0177.0.0.1",
    "0x7f000001",
    "①②⑦.⓪.⓪.①",
    "127。0。0。1",
    "0",
    "[::ffff:7f00:1]",
    "[::1]",
    "127.0.0.1.",
    "LOCALHOST",
)


def names(*addresses: str) -> Policy:
    """A policy whose resolver knows one name."""
    return replace(POLICY, look_up=lambda _host, _port: addresses)


@pytest.mark.parametrize("address", NEVER)
def test_an_address_that_is_not_public_is_refused(address: str) -> None:
    assert refusal(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_address_is_allowed(address: str) -> None:
    assert refusal(address) == ""


@pytest.mark.parametrize("host", SPELLINGS)
def test_every_spelling_of_this_machine_is_refused(host: str) -> None:
    assert not check(f"http://{host}/feed", policy=POLICY).allowed


@pytest.mark.parametrize("text", ["", "localhost", "300.1.1.1", "1.2.3"])
def test_what_is_no_address_is_refused(text: str) -> None:
    assert refusal(text)


def test_one_bad_address_refuses_the_whole_name() -> None:
    verdict = check("http://mixed.example/", policy=names("8.8.8.8", "10.0.0.1"))
    assert not verdict.allowed
    assert "10.0.0.1" in verdict.reason


def test_a_name_without_addresses_is_refused() -> None:
    assert not check("http://empty.example/", policy=names()).allowed


def test_a_name_with_public_addresses_is_allowed() -> None:
    verdict = check("https://news.example.org/feed", policy=names("8.8.8.8", "2606:4700::1111"))
    assert (verdict.allowed, verdict.addresses, verdict.reason) == (True, ("8.8.8.8", "2606:4700::1111"), "")


@pytest.mark.parametrize("port", [22, 25, 6379, 5432, 81])
def test_ports_of_other_services_are_refused(port: int) -> None:
    assert "port" in check(f"http://site.example:{port}/", policy=names("8.8.8.8")).reason


@pytest.mark.parametrize(
    "url", ["http://a.example/", "https://a.example/", "http://a.example:8080/", "https://a.example:8443/"]
)
def test_ports_of_the_web_are_allowed(url: str) -> None:
    assert check(url, policy=names("8.8.8.8")).allowed


@pytest.mark.parametrize("host", ["news.example", "NEWS.example", "news.example."])
def test_the_sites_own_host_is_refused(host: str) -> None:
    assert "own address" in check(f"http://{host}/", policy=names("8.8.8.8")).reason


@pytest.mark.parametrize(
    "url",
    [
        "ftp://a.example/",
        "file:///etc/passwd",
        "gopher://a.example/",
        "javascript:alert(1)",
        "|cat /etc/passwd",
        "http://",
        "http:///path",
        "http://user@a.example/",
        "http://user:word@a.example/",
        "http://a.example\\@b.example/",
        "http://a.example/a\tb",
        "http://a example/",
        "http://a.example:99999/",
        "http://%31%32%37.0.0.1/",
        "http://[fe80::1%25eth0]/",
        "feed",
        "",
    ],
)
def test_what_is_no_plain_address_of_the_web_is_refused(url: str) -> None:
    assert not check(url, policy=names("8.8.8.8")).allowed


def test_a_fragment_with_an_at_sign_does_not_change_the_host() -> None:
    asked: list[str] = []

    def look_up(host: str, _port: int) -> tuple[str, ...]:
        asked.append(host)
        return ("8.8.8.8",)

    assert check("http://a.example/#@127.0.0.1/", policy=replace(POLICY, look_up=look_up)).allowed
    assert asked == ["a.example"]


def test_the_operator_opens_a_network_for_any_port() -> None:
    policy = replace(POLICY, allow=networks(["127.0.0.0/8"]))
    assert check("http://127.0.0.1:6379/", policy=policy).allowed
    assert check("http://[::ffff:127.0.0.1]:81/", policy=policy).allowed
    assert not check("http://10.0.0.1/", policy=policy).allowed


def test_a_name_half_inside_the_open_network_keeps_the_rule_of_ports() -> None:
    policy = replace(names("127.0.0.1", "8.8.8.8"), allow=networks(["127.0.0.0/8"]))
    assert not check("http://half.example:6379/", policy=policy).allowed
