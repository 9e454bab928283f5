"""An S3 server on loopback, for tests: its bucket is gone when the tests are."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError

import fsspec
from fsspec import AbstractFileSystem

BUCKET = "vellonia"


@contextmanager
def serve_object_store(folder: Path) -> Iterator[dict[str, str]]:
    """Start a server in a process of its own, with one empty bucket.

    Args:
        folder: For what the server says, and for an empty AWS configuration.

    Yields:
        The environment in which s3:// URLs lead to it, and to nothing else.
    """
    port = _find_free_port()
    environment = {
        "AWS_ENDPOINT_URL": f"http://127.0.0.1:{port}",
        "AWS_ACCESS_KEY_ID": "nobody",
        "AWS_SECRET_ACCESS_KEY": "nothing",
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_CONFIG_FILE": str(folder / "config"),
        "AWS_SHARED_CREDENTIALS_FILE": str(folder / "credentials"),
    }
    with (folder / "server.log").open("wb") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)],
            stdout=log,
            stderr=log,
            env={**os.environ, **environment},
        )
    try:
        _wait_for(environment["AWS_ENDPOINT_URL"], server)
        request = urllib.request.Request(
            f"{environment['AWS_ENDPOINT_URL']}/{BUCKET}", method="PUT"
        )
        urllib.request.urlopen(request, timeout=60).close()
        # fsspec keeps what it opened, and knows nothing of the environment.
        fsspec.get_filesystem_class("s3").clear_instance_cache()
        yield environment
    finally:
        fsspec.get_filesystem_class("s3").clear_instance_cache()
        server.kill()
        server.wait()


def open_store() -> AbstractFileSystem:
    """The store's file system, in the environment of a server; remembers no listing."""
    return fsspec.filesystem("s3", use_listings_cache=False)


def _find_free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_for(url: str, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline and server.poll() is None:
        try:
            urllib.request.urlopen(url, timeout=5).close()
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the S3 server did not start")
