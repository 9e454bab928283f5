"""The chart of assumed precision and recall."""

import json
from dataclasses import asdict

import vl_convert

from pipeline.counting.sensitivity import vary_measures
from pipeline.counting.spectra import make_spectrum
from pipeline.report.sensitivity_chart import draw_sensitivity

ROWS = [asdict(one) for one in vary_measures(make_spectrum([(1, 60), (2, 30)]))]


def test_a_chart_holds_its_data_and_loads_none():
    chart = draw_sensitivity(ROWS, title="birthday")
    (values,) = chart["datasets"].values()
    assert len(values) == sum(row["rate"] is not None for row in ROWS)
    assert "http" not in json.dumps(chart["data"])
    assert chart["title"] == "birthday"


def test_a_chart_can_be_drawn():
    assert "<svg" in vl_convert.vegalite_to_svg(draw_sensitivity(ROWS))
