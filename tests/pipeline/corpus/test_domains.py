import socket

import pytest

from pipeline.corpus import domains
from pipeline.corpus.domains import registered_domain


@pytest.mark.parametrize(
    ("url", "domain"),
    [
        ("https://en.example.org/page?x=1#y", "example.org"),
        ("http://WWW.Example.CO.UK:8080/", "example.co.uk"),
        ("https://user:word@a.b.example.com.au/x", "example.com.au"),
        ("example.org/page", "example.org"),
        ("www.example.org:80", "example.org"),
        ("//cdn.example.net/x", "example.net"),
        (" https://example.org./x\n", "example.org"),
        ("https://one.blogspot.com/", "blogspot.com"),
        ("http://192.0.2.7/x", "192.0.2.7"),
        ("http://[2001:db8::1]:80/x", "2001:db8::1"),
        ("http://localhost:8000/", "localhost"),
        ("http://one.Tarnby.example/", "tarnby.example"),
        ("http://a.b.tarnby.unlisted/", "tarnby.unlisted"),
        ("http://tarnby.example/", "tarnby.example"),
        ("http://co.uk/", "co.uk"),
        ("http://www.bücher.de/", "xn--bcher-kva.de"),
        ("http://www.xn--bcher-kva.de/", "xn--bcher-kva.de"),
    ],
)
def test_the_registered_domain_of_a_url(url, domain):
    assert registered_domain(url) == domain


@pytest.mark.parametrize(
    "url",
    [
        None,
        "",
        " ",
        "page",
        "mailto:ada@example.org",
        "urn:isbn:0",
        "http://",
        "http://[::1",
        "http://./x",
        "http://" + "ü" * 80 + ".de/",
    ],
)
def test_no_domain_without_a_host(url):
    assert registered_domain(url) is None


def test_no_network_and_no_cache_folder(tmp_path, monkeypatch):
    def refuse(*_, **__):
        pytest.fail("the network was used")

    domains._extractor.cache_clear()
    domains._domain_of_host.cache_clear()
    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert registered_domain("http://never-seen.example.org/") == "example.org"
    assert list(tmp_path.iterdir()) == []
