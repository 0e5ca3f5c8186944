"""Certificates that prove nothing: the sentence says so, and nothing is ever fetched unverified."""

import asyncio
import json
import os
import socket
import ssl
import subprocess
import sys
import threading
import warnings
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from feeds.fetch import Policy, fetch_one
from feeds.fetch.guard import networks
from feeds.types import FetchRequest, Outcome, Trouble
from tests.feeds.publisher import Publisher, Request, always, answer, publishing

ROOT = Path(__file__).parents[2]
POLICY = Policy(user_agent="Tests/1.0", allow=networks(["127.0.0.0/8"]), connect_s=5, total_s=20)
# An authority in a folder: `openssl ca` is the one command of OpenSSL 3.0 that dates a certificate into the past.
CONFIGURATION = """
[ca]
default_ca = ours
[ours]
dir = .
database = index.txt
new_certs_dir = .
rand_serial = yes
default_md = sha256
policy = anything
[anything]
commonName = supplied
[root]
basicConstraints = critical, CA:true
keyUsage = critical, keyCertSign
subjectKeyIdentifier = hash
[here]
subjectAltName = IP:127.0.0.1
[elsewhere]
subjectAltName = DNS:elsewhere.example
"""
EC = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes")
# Asks each of these addresses with the certificates of this machine, which SSL_CERT_FILE names.
ASK = """
import json, sys
import django; django.setup()
from feeds.types import FetchRequest
from tests.feeds.test_fetch_tls import POLICY
from feeds.fetch import fetch_one
found = [fetch_one(FetchRequest(url), policy=POLICY) for url in sys.argv[1:]]
print(json.dumps([[str(one.outcome), one.error, one.body.decode()] for one in found]))
"""


@dataclass(frozen=True)
class Authority:
    """Who vouches for certificates, in a folder of this run."""

    folder: Path

    def run(self, *words: str) -> None:
        subprocess.run(["openssl", *words], cwd=self.folder, check=True, capture_output=True)

    def vouch(self, name: str, *, for_whom: str, until: str) -> ssl.SSLContext:
        """A server's certificate, valid since 2020."""
        self.run("req", "-new", *EC, "-keyout", f"{name}.key", "-out", f"{name}.csr", "-subj", f"/CN={name}")
        dates = ("-startdate", "20200101000000Z", "-enddate", until)
        signed = ("-cert", "root.pem", "-keyfile", "root.key", "-in", f"{name}.csr", "-out", f"{name}.pem")
        self.run("ca", "-batch", "-notext", "-config", "ca.cnf", "-extensions", for_whom, *dates, *signed)
        return self.context(name)

    def context(self, name: str) -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.folder / f"{name}.pem", self.folder / f"{name}.key")
        return context


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    made = Authority(tmp_path_factory.mktemp("authority"))
    (made.folder / "ca.cnf").write_text(CONFIGURATION)
    (made.folder / "index.txt").touch()
    root = ("-config", "ca.cnf", "-extensions", "root", "-subj", "/CN=An authority")
    (made.folder / "ca.cnf").write_text(CONFIGURATION + "[req]\ndistinguished_name = name\n[name]\n")
    made.run("req", "-x509", *EC, "-days", "9", *root, "-keyout", "root.key", "-out", "root.pem")
    own = ("-subj", "/CN=localhost", "-keyout", "own.key", "-out", "own.pem")
    made.run("req", "-x509", *EC, "-days", "9", *own)
    return made


@pytest.fixture(scope="module")
def told(authority: Authority) -> Mapping[str, tuple[str, str, str, Publisher]]:
    """Outcome, sentence and body of each server, asked by a crawler that trusts this authority."""
    servers = {
        "good": authority.vouch("good", for_whom="here", until="20991231000000Z"),
        "expired": authority.vouch("expired", for_whom="here", until="20210101000000Z"),
        "wrong host": authority.vouch("wrong", for_whom="elsewhere", until="20991231000000Z"),
        "self-signed": authority.context("own"),
    }
    with ExitStack() as stack:
        handler = always(answer(body=b"secret"))
        open_ones = [stack.enter_context(publishing(handler, tls=context)) for context in servers.values()]
        urls = [f"https://127.0.0.1:{publisher.port}/" for publisher in open_ones]
        ours = {"DJANGO_SETTINGS_MODULE": "tests.settings", "SSL_CERT_FILE": str(authority.folder / "root.pem")}
        line = [sys.executable, "-c", ASK, *urls]
        asked = subprocess.run(line, cwd=ROOT, env={**os.environ, **ours}, check=True, capture_output=True, timeout=60)
    results = json.loads(asked.stdout.splitlines()[-1])
    return {name: (*result, one) for name, result, one in zip(servers, results, open_ones, strict=True)}


def test_a_certificate_that_somebody_vouches_for_is_taken(told: Mapping[str, tuple[str, str, str, Publisher]]) -> None:
    outcome, error, body, _publisher = told["good"]
    assert (outcome, error, body) == (Outcome.FETCHED, "", "secret")


@pytest.mark.parametrize(
    ("server", "why"),
    [("expired", "expired"), ("wrong host", "IP address mismatch"), ("self-signed", "self-signed")],
)
def test_a_certificate_that_proves_nothing_is_refused(
    told: Mapping[str, tuple[str, str, str, Publisher]], server: str, why: str
) -> None:
    outcome, error, body, publisher = told[server]
    assert (outcome, body, publisher.requests) == (Outcome.FAILED, "", [])
    assert "certificate is not valid" in error
    assert why in error


@contextmanager
def speaking_tls_1_0(authority: Authority) -> Iterator[int]:
    """The port of a server of the last decade, which answers with an alert; asyncio's would just hang up."""
    context = authority.context("own")
    context.set_ciphers("ALL:@SECLEVEL=0")
    with warnings.catch_warnings(), socket.create_server(("127.0.0.1", 0)) as server:
        warnings.simplefilter("ignore", DeprecationWarning)  # it is old: that is what the test is about
        context.minimum_version = context.maximum_version = ssl.TLSVersion.TLSv1

        def serve() -> None:
            client, _address = server.accept()
            with client, suppress(ssl.SSLError):
                context.wrap_socket(client, server_side=True).close()

        thread = threading.Thread(target=serve)
        thread.start()
        yield server.getsockname()[1]
        thread.join(5)


def test_an_old_protocol_is_refused(authority: Authority) -> None:
    with speaking_tls_1_0(authority) as port:
        result = fetch_one(FetchRequest(f"https://127.0.0.1:{port}/"), policy=POLICY)
    assert (result.outcome, result.body, result.trouble) == (Outcome.FAILED, b"", Trouble.CERTIFICATE)
    assert "encryption is too old to trust its certificate" in result.error


def test_a_server_that_hangs_up_in_the_middle_of_tls_is_a_sentence(authority: Authority) -> None:
    async def refuse(_publisher: Publisher, _request: Request, _writer: asyncio.StreamWriter) -> None:
        raise ConnectionError

    context = authority.context("own")
    context.maximum_version = ssl.TLSVersion.TLSv1_2
    context.set_ciphers("ECDHE-RSA-AES128-SHA")  # for another kind of key than the server has
    with publishing(refuse, tls=context) as publisher:
        result = fetch_one(FetchRequest(f"https://127.0.0.1:{publisher.port}/"), policy=POLICY)
    assert (result.outcome, result.body, publisher.requests) == (Outcome.FAILED, b"", [])
    assert result.error
    assert "()" not in result.error
