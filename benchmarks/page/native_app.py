"""The stage as Streamlit's own chart, under two of its own sliders: a Streamlit script."""

import streamlit as st

from benchmarks.page.networks import scene_of
from playground.panels.panel import View
from playground.panels.stage.drawing.figure import stage_figure
from playground.panels.stage.lettering.labels import lettering
from playground.panels.stage.plan import plan_of
from playground.scene import SetInput, SetWeight, apply

scene = scene_of([int(n) for n in st.query_params["sizes"].split("-")])
x = st.slider("input", -3.0, 3.0, 0.5, 0.01)
w = st.slider("weight", -3.0, 3.0, 0.5, 0.01)
scene = apply(apply(scene, SetInput(0, x)), SetWeight(0, 1, 0, w))
plan = plan_of(scene, View())
figure = stage_figure(plan, lettering(plan))
# In a wide layer the stage itself does not print a weight.
told = {"type": "scatter", "mode": "text", "x": [90], "y": [12], "text": [f"{x:.2f} {w:.2f}"]}
st.plotly_chart({**figure, "data": [*figure["data"], told]})
