"""An archive of all that an executor needs: this tool and the libraries beneath it.

The libraries are those of the environment that runs this, file by file, so that
executors and driver have the same versions. Knows no Spark session and no cluster.
"""

from __future__ import annotations

import re
import sys
import tarfile
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from email.parser import BytesParser
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from io import BytesIO
from pathlib import Path, PurePosixPath

import click
from isal import igzip
from packaging.requirements import Requirement

from jobs.commands.group import FloorsJob
from jobs.versions import TOOL
from pipeline.errors import ArgumentError, FloorsError
from pipeline.report.figures import format_bytes

FOLDER = "env"
"""Where an executor unpacks the archive, in the folder that it works in."""

DRIVER_ALONE = frozenset({"altair", "vl-convert-python"})
"""What only draws charts: a tenth of all libraries by size."""

BROUGHT_BY_SPARK = frozenset({"py4j", "pyspark"})
"""Every executor has its cluster's own."""

WANTED_BY_SPARK = ("pandas",)
"""What Spark's own worker wants before it hands Arrow batches over."""

NOT_NEEDED = frozenset(
    {".c", ".cpp", ".h", ".hpp", ".pth", ".pxd", ".pyc", ".pyi", ".pyx"}
)
"""Files that no program reads when it runs, or only to change where it looks."""

COMPRESSION = 2
"""Of isal's gzip: a sixth larger than gzip's own, and packed in a tenth of the time."""


@dataclass(frozen=True)
class Bundle:
    """An archive that was written.

    Attributes:
        path: Of the archive.
        distributions: Libraries in it, this tool included.
        unpacked_bytes: What its files come to.
        packed_bytes: The archive's size.
    """

    path: Path
    distributions: int
    unpacked_bytes: int
    packed_bytes: int


def write_bundle(wheel: Path, output: Path, *, extras: frozenset[str]) -> Bundle:
    """Pack a wheel of this tool and the installed libraries that it needs.

    Args:
        wheel: Of this tool.
        output: The archive, named *.tar.gz or *.tgz as Spark wants it; replaced.
        extras: Of the tool's optional libraries, those to pack too, such as s3.

    Returns:
        What was packed. The same wheel and libraries give the same bytes.

    Raises:
        ArgumentError: The archive's name does not end as Spark wants it.
        FloorsError: A library is not installed, or not as pip installs.
    """
    if not output.name.endswith((".tar.gz", ".tgz")):
        raise ArgumentError(
            f"Spark unpacks no archive named {output.name}; name it *.tar.gz."
        )
    contents: dict[str, bytes | Path] = dict(_read_wheel(wheel))
    needed = _find_distributions(_read_requirements(contents, wheel), extras)
    for one in needed.values():
        contents.update(_read_installed(one))
    output.parent.mkdir(parents=True, exist_ok=True)
    part = output.with_name(f".{output.name}.part")
    with (
        part.open("wb") as file,
        # Neither a time nor a name, or the same files would give other bytes.
        igzip.IGzipFile(  # type: ignore[no-untyped-call]  # isal has no types here
            "", "wb", COMPRESSION, file, mtime=0
        ) as packed,
        tarfile.open(fileobj=packed, mode="w") as archive,
    ):
        for name in sorted(contents):
            content = contents[name]
            read = content if isinstance(content, bytes) else content.read_bytes()
            entry = tarfile.TarInfo(name)
            entry.size, entry.mode = len(read), 0o755 if ".so" in name else 0o644
            archive.addfile(entry, BytesIO(read))
    part.replace(output)
    return Bundle(
        path=output.resolve(),
        distributions=len(needed) + 1,
        unpacked_bytes=sum(
            len(content) if isinstance(content, bytes) else content.stat().st_size
            for content in contents.values()
        ),
        packed_bytes=output.stat().st_size,
    )


def list_settings(bundle: str) -> tuple[str, ...]:
    """List the Spark settings with which executors run from an archive.

    Args:
        bundle: The archive's path, or its URL where executors can read that.

    Returns:
        Settings as --conf takes them.
    """
    return (
        f"spark.archives={bundle}#{FOLDER}",
        f"spark.executorEnv.PYTHONPATH=./{FOLDER}",
        # Of the executors' machines: that of the driver may be nowhere else.
        "spark.pyspark.python=python3",
    )


def _read_wheel(wheel: Path) -> Iterator[tuple[str, bytes]]:
    try:
        with zipfile.ZipFile(wheel) as archive:
            for name in archive.namelist():
                if not name.endswith("/"):
                    yield name, archive.read(name)
    except (OSError, zipfile.BadZipFile) as error:
        raise FloorsError(
            f"{wheel} cannot be read as a wheel ({error}). Make one with: make bundle"
        ) from error


def _read_requirements(contents: Mapping[str, bytes | Path], wheel: Path) -> list[str]:
    for name, content in contents.items():
        if name.endswith(".dist-info/METADATA") and isinstance(content, bytes):
            metadata = BytesParser().parsebytes(content)
            return [str(one) for one in metadata.get_all("Requires-Dist", [])]
    raise FloorsError(f"{wheel} is no wheel: it names no requirements.")


def _find_distributions(
    requirements: list[str], extras: frozenset[str]
) -> dict[str, Distribution]:
    """Follow requirements through what is installed, each once."""
    found: dict[str, Distribution] = {}
    seen: set[tuple[str, frozenset[str]]] = set()
    waiting = [(one, extras) for one in requirements]
    waiting += [(one, frozenset()) for one in WANTED_BY_SPARK]
    while waiting:
        text, wanted = waiting.pop()
        requirement = Requirement(text)
        name = re.sub(r"[-_.]+", "-", requirement.name).lower()
        asked = name, frozenset(requirement.extras)
        if asked in seen or name in DRIVER_ALONE | BROUGHT_BY_SPARK:
            continue
        if requirement.marker and not any(
            requirement.marker.evaluate({"extra": extra}) for extra in {"", *wanted}
        ):
            continue
        seen.add(asked)
        try:
            found[name] = distribution(requirement.name)
        except PackageNotFoundError as error:
            raise FloorsError(
                f"{requirement.name} is not installed, and executors need it. "
                f"Install it with: pip install '{text}'"
            ) from error
        waiting += [(one, asked[1]) for one in found[name].requires or ()]
    return found


def _read_installed(one: Distribution) -> Iterator[tuple[str, Path]]:
    if one.files is None:
        raise FloorsError(
            f"{one.name} keeps no list of its files, so it cannot be packed. "
            f"Install it with pip: pip install --force-reinstall {one.name}"
        )
    for file in one.files:
        name = PurePosixPath(file)
        # What lies elsewhere is a command, its manual, or a header.
        if ".." in name.parts or name.is_absolute():
            continue
        if name.suffix in NOT_NEEDED or {"tests", "__pycache__"} & set(name.parts):
            continue
        path = Path(str(one.locate_file(file)))
        if path.is_file():
            yield str(name), path


@click.command(cls=FloorsJob, name="python -m jobs.bundle")
@click.argument("wheel", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    required=True,
    help="The archive to write, named *.tar.gz.",
)
@click.option(
    "--extra",
    "extras",
    multiple=True,
    help=f"Pack these libraries too, such as s3 of {TOOL}[s3].",
)
def main(*, wheel: Path, output: Path, extras: tuple[str, ...]) -> None:
    """Pack WHEEL and the libraries it needs into an archive for Spark's executors.

    Executors then need Python of this minor version on this kind of machine, and
    nothing else.

    \b
    Example:
        python -m jobs.bundle dist/hallucination_floors-0.1.0-py3-none-any.whl \\
            -o dist/executors.tar.gz --extra s3
    """
    bundle = write_bundle(wheel, output, extras=frozenset(extras))
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    click.echo(
        f"{bundle.distributions} libraries, "
        f"{format_bytes(bundle.unpacked_bytes)} in "
        f"{format_bytes(bundle.packed_bytes)} packed: {bundle.path}\n"
        f"Executors need python3 of version {version} and nothing else. "
        "Run with these settings:"
    )
    for setting in list_settings(str(bundle.path)):
        click.echo(f"  --conf {setting}")


if __name__ == "__main__":
    main()
