"""Judging a run's sightings by hand: the sample, the sheet, and what it measures."""
