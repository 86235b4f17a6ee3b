"""The addresses for who runs the server: ``/healthz`` and ``/metrics``.

They stand beside Streamlit's own, ``/_stcore/health`` and ``/_stcore/metrics``, and need nothing of
it: they answer where no page does.
"""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from playground.operations.health import READY, Health
from playground.operations.metrics import CONTENT_TYPE, exposition
from playground.operations.versions import versions

_FRESH = {"cache-control": "no-store"}


def routes(base: str = "", health: Health | None = None) -> list[BaseRoute]:
    """The routes, at the root and under ``base``, a path without slashes around it."""
    asked = health or Health()

    async def healthz(_: Request) -> Response:
        verdict = await asked.verdict()
        if verdict == READY:
            return JSONResponse({"status": "ready", "versions": versions()}, headers=_FRESH)
        why = {"status": verdict.status, "reason": verdict.reason}
        return JSONResponse(why, status_code=503, headers=_FRESH)

    async def metrics(_: Request) -> Response:
        return Response(exposition(), media_type=CONTENT_TYPE, headers=_FRESH)

    roots = dict.fromkeys(("", f"/{base}" if base else ""))
    return [
        Route(f"{root}/{name}", answer)
        for root in roots
        for name, answer in (("healthz", healthz), ("metrics", metrics))
    ]
