"""The registered domain of a url, by the bundled public suffix list."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from urllib.parse import urlsplit

import tldextract

_HOSTS_REMEMBERED = 1 << 16
"""A crawl comes back to the same hosts again and again."""

_BARE_HOST = re.compile(r"[\w-]+(\.[\w-]+)+(:\d+)?([/?#]|$)")
"""A url without a scheme, such as `example.org/page`."""


def registered_domain(url: str | None) -> str | None:
    """Find the domain that somebody registered: the one below a public suffix.

    Args:
        url: A url, with or without a scheme; None for a document without one.

    Returns:
        The domain in lower case, an international one in its ASCII form; the last two
        names of a host whose ending is on no list; the host itself where there is
        nothing to register (an IP address, `localhost`, a public suffix); None for no
        url, one without a host, or one that cannot be parsed.

    Source:
        The ICANN section of publicsuffix.org's list, as bundled with tldextract:
        sites below a private suffix such as `blogspot.com` share one domain. Where no
        rule of the list matches, its algorithm takes the last name for the suffix.
    """
    if not url:
        return None
    url = url.strip()
    try:
        host = urlsplit(f"//{url}" if _BARE_HOST.match(url) else url).hostname
    except ValueError:
        return None
    return _domain_of_host(host) if host else None


@lru_cache(maxsize=_HOSTS_REMEMBERED)
def _domain_of_host(host: str) -> str | None:
    host = host.rstrip(".")
    if not host.isascii():
        try:
            host = host.encode("idna").decode("ascii")
        except UnicodeError:
            return None
    parts = _extractor()(host)
    if parts.domain and parts.suffix:
        return f"{parts.domain}.{parts.suffix}".lower()
    if parts.domain and parts.subdomain:
        return f"{parts.subdomain.rsplit('.', 1)[-1]}.{parts.domain}".lower()
    return host.lower() or None


@cache
def _extractor() -> tldextract.TLDExtract:
    # No list to fetch and no folder to keep it in: only the one in the package.
    return tldextract.TLDExtract(cache_dir=None, suffix_list_urls=())
