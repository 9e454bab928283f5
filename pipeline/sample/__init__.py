"""A generated corpus whose counts are known: `write_sample` makes one."""

from pipeline.sample.truth import SampleTruth
from pipeline.sample.writer import write_sample

__all__ = ["SampleTruth", "write_sample"]
