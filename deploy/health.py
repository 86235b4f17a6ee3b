"""Exit code 0 while the playground of this container says, in so many words, that it is ready.

It reads the body: a proxy, or another program on the port, may answer 200 too.
"""

import http.client
import json
import os
import sys

PATIENCE = 4  # seconds


def state(port: int, path: str) -> str:
    """What the server on this machine says of itself, or why it says nothing."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        connection.request("GET", path)
        said = json.loads(connection.getresponse().read())
    except (OSError, ValueError, http.client.HTTPException) as error:
        return f"{type(error).__name__}: {error}"
    finally:
        connection.close()
    return str(said.get("status")) if isinstance(said, dict) else "no state in the answer"


def main() -> int:
    """Say the state; 0 if that is ready."""
    base = os.environ.get("STREAMLIT_SERVER_BASE_URL_PATH", "").strip("/")
    path = f"/{base}/healthz" if base else "/healthz"
    found = state(int(os.environ.get("STREAMLIT_SERVER_PORT", "8501")), path)
    sys.stdout.write(f"{found}\n")
    return 0 if found == "ready" else 1


if __name__ == "__main__":
    sys.exit(main())
