"""The server: Streamlit's own routes, the live wire beside them, and what keeps it quick.

Started by ``streamlit run app.py``. Settings that must precede NumPy come first.
"""

import os

# Many small products a second: threads inside BLAS would only fight for the cores.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import gc
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from starlette.routing import WebSocketRoute

from playground.glossary import glossary
from playground.language import LANGUAGES, decimal_mark, translations
from playground.live.assets import CompressedAssets
from playground.live.frames import limit_frames
from playground.live.headers import SecurityHeaders
from playground.live.heap import drop_schema, have_one
from playground.live.route import serve
from playground.live.runs import hear_all
from playground.operations.logs import configure
from playground.operations.routes import routes

HERE = Path(__file__).parent
BASE = st.get_option("server.baseUrlPath").strip("/")

have_one()
drop_schema()
configure()
hear_all()
limit_frames()
app = st.App(
    HERE / "playground" / "pages" / "main.py",
    # Each twice, for a server.baseUrlPath, which Streamlit puts before its own routes only.
    routes=[
        WebSocketRoute("/live", serve),
        WebSocketRoute("/{base:path}/live", serve),
        *routes(BASE),
    ],
    middleware=[Middleware(SecurityHeaders), Middleware(CompressedAssets, base=BASE)],
)

# Read now rather than while the first visitor of a language waits for it.
for code in LANGUAGES:
    for read in (translations, decimal_mark, glossary):
        read(code)

# What the imports made never dies, so that no later collection need walk it.
gc.collect()
gc.freeze()
