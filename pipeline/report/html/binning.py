"""Spectra and other long lists of counts, made few enough to draw."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.counting.spectra import Spectrum

_BINS_A_DOUBLING = 2


@dataclass(frozen=True)
class SpectrumBin:
    """Prompts that were seen about equally often.

    Attributes:
        least: The smallest number of sightings in the bin.
        most: The largest.
        prompts: How many prompts were seen so often; at least 1.
    """

    least: int
    most: int
    prompts: int

    @property
    def middle(self) -> float:
        """Its geometric middle, where it stands on a logarithmic axis."""
        return float((self.least * self.most) ** 0.5)

    @property
    def density(self) -> float:
        """Prompts for each number of sightings: a power law stays a straight line."""
        return self.prompts / (self.most - self.least + 1)


def bin_spectrum(spectrum: Spectrum) -> list[SpectrumBin]:
    """Put a spectrum into bins of equal width on a logarithmic axis.

    Args:
        spectrum: Of one category and unit.

    Returns:
        The bins that hold a prompt, ascending; 1, 2 and 3 sightings are each a bin of
        their own, above there are two bins a doubling.
    """
    bins: list[SpectrumBin] = []
    edges = _Edges()
    for times, prompts in zip(
        spectrum.times_seen.tolist(), spectrum.prompts.tolist(), strict=True
    ):
        least, most = edges.around(times)
        if bins and bins[-1].least == least:
            bins[-1] = SpectrumBin(least, most, bins[-1].prompts + prompts)
        else:
            bins.append(SpectrumBin(least, most, prompts))
    return bins


class _Edges:
    """The ends of bins, made as far as they are needed; asked for in ascending order.

    The lower ends are the different whole numbers in ceil(2 ** (step / 2)): 1, 2, 3, 4,
    6, 8, 12, 16, 23, ...
    """

    def __init__(self) -> None:
        self._step = 0
        self._least = self._next = 1
        self._advance()

    def around(self, times: int) -> tuple[int, int]:
        while times >= self._next:
            self._least = self._next
            self._advance()
        return self._least, self._next - 1

    def _advance(self) -> None:
        while self._next <= self._least:
            self._step += 1
            whole, half = divmod(self._step, _BINS_A_DOUBLING)
            # Exact at every size: half a doubling is 1.414214 of the power below.
            self._next = (
                1 << whole if not half else -(-(1 << whole) * 1_414_214 // 1_000_000)
            )
