"""A stopwatch for the steps of the cascade, put around them from outside.

The library knows nothing of it. Time goes to the innermost step that runs, so the
steps' seconds add up to the whole; what no step claims stays with `REST`. It is the
thread's own time: a step is not charged for what else the machine does.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from functools import wraps
from time import thread_time
from typing import Any
from unittest.mock import patch

from pipeline import shard_pass
from pipeline.dedup.sketch import Sketcher
from pipeline.extraction import extractor, observations, spans, statements
from pipeline.extraction.antecedents import Antecedents
from pipeline.extraction.gate import Gate
from pipeline.extraction.names import NameFinder
from pipeline.extraction.normalisers import NORMALISERS
from pipeline.extraction.passages import PassageFinder
from pipeline.extraction.patterns import PatternSet
from pipeline.extraction.skeleton import Skeleton
from pipeline.extraction.subject import Subject

REST = "tables and the rest"
BETWEEN = "between the steps"

# Where each step is called from: (step, owner, name).
CALLS: tuple[tuple[str, Any, str], ...] = (
    (BETWEEN, extractor.Extractor, "extract_all"),
    ("gate", Gate, "find_triggers"),
    ("passages", PassageFinder, "find_passage"),
    ("passages", extractor, "plain"),
    ("dates", extractor, "find_dates"),
    ("tokens", spans, "split_tokens"),
    ("names (spaCy)", NameFinder, "find_names"),
    ("short forms", extractor, "find_short_forms"),
    ("skeleton", Skeleton, "__init__"),
    ("subject and keys", Subject, "resolve"),
    ("subject and keys", Antecedents, "resolve"),
    ("subject and keys", observations, "entity_key"),
    ("subject and keys", observations, "passage_key"),
    ("sketches", Sketcher, "sketch_and_key"),
    ("sketches", Sketcher, "band_hashes"),
)
GENERATORS: tuple[tuple[str, Any, str], ...] = (
    ("reading", shard_pass, "read_records"),
    ("patterns", PatternSet, "find_matches"),
)
STEPS = (
    "reading",
    "gate",
    "passages",
    "dates",
    "tokens",
    "names (spaCy)",
    "short forms",
    "skeleton",
    "patterns",
    "normalisers",
    "subject and keys",
    BETWEEN,
    "sketches",
    REST,
)
"""In the order of the cascade."""


class Stopwatch:
    """Seconds by step, and what went into some of them."""

    def __init__(self) -> None:
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self.calls: Counter[str] = Counter()
        self.characters: Counter[str] = Counter()
        self._step = REST
        self._since = thread_time()

    @contextmanager
    def attached(self) -> Iterator[None]:
        """Time the steps of everything that runs inside."""
        with ExitStack() as stack:
            for step, owner, name in CALLS:
                timed = self._timed(step, name, getattr(owner, name))
                stack.enter_context(patch.object(owner, name, timed))
            for step, owner, name in GENERATORS:
                timed = self._timed_generator(step, getattr(owner, name))
                stack.enter_context(patch.object(owner, name, timed))
            normalisers = {
                name: replace(
                    one, normalise=self._timed("normalisers", name, one.normalise)
                )
                for name, one in NORMALISERS.items()
            }
            stack.enter_context(patch.object(statements, "NORMALISERS", normalisers))
            self._since = thread_time()
            yield
            self._switch(REST)

    def _switch(self, step: str) -> None:
        now = thread_time()
        self.seconds[self._step] += now - self._since
        self._step, self._since = step, now

    def _timed(
        self, step: str, name: str, function: Callable[..., Any]
    ) -> Callable[..., Any]:
        @wraps(function)
        def timed(*args: Any, **kwargs: Any) -> Any:
            outer = self._step
            self.calls[name] += 1
            # Of a method the first argument is the object, of a function its text.
            if isinstance(args[0], str):
                self.characters[name] += len(args[0])
            self._switch(step)
            try:
                return function(*args, **kwargs)
            finally:
                self._switch(outer)

        return timed

    def _timed_generator(
        self, step: str, function: Callable[..., Iterator[Any]]
    ) -> Callable[..., Iterator[Any]]:
        @wraps(function)
        def timed(*args: Any, **kwargs: Any) -> Iterator[Any]:
            outer = self._step
            self._switch(step)
            items = iter(function(*args, **kwargs))
            for item in items:
                self._switch(outer)
                yield item
                outer = self._step
                self._switch(step)
            self._switch(outer)

        return timed
