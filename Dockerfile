# syntax=docker/dockerfile:1
# The playground in one container: docs/hosting.md. The Python is the one that the tests run on.

FROM python:3.11.14-slim-bookworm AS packages
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 \
    PIP_NO_CACHE_DIR=1
WORKDIR /playground
RUN python -m venv /opt/venv
# What is pinned, all of it, and nothing else; no package is built here, so no compiler is needed.
COPY requirements.txt ./
RUN grep -v "^-e" requirements.txt > pinned.txt \
    && /opt/venv/bin/pip install --no-deps --only-binary :all: -r pinned.txt \
    && /opt/venv/bin/pip check
# The playground stays where it is; Streamlit finds its component by the project file beside it.
COPY pyproject.toml LICENSE ./
COPY playground/__init__.py playground/__init__.py
RUN /opt/venv/bin/pip install --no-deps "setuptools==84.2.1" \
    && /opt/venv/bin/pip install --no-deps --no-build-isolation --editable . \
    && /opt/venv/bin/pip uninstall --yes setuptools pip

FROM python:3.11.14-slim-bookworm
RUN groupadd --gid 10001 playground \
    && useradd --uid 10001 --gid playground --no-create-home --shell /usr/sbin/nologin playground
ENV PATH=/opt/venv/bin:$PATH \
    HOME=/tmp \
    PYTHONUNBUFFERED=1 \
    STREAMLIT_BROWSER_SERVER_ADDRESS=localhost \
    STREAMLIT_SERVER_ADDRESS=0.0.0.0 \
    STREAMLIT_SERVER_PORT=8501
WORKDIR /playground
COPY --from=packages /opt/venv /opt/venv
COPY pyproject.toml LICENSE app.py ./
COPY .streamlit/config.toml .streamlit/config.toml
COPY deploy/health.py deploy/health.py
COPY assets assets
COPY playground playground
# Compiled now: whoever runs it may not write here, and each start would compile it anew.
RUN python -m compileall -q /opt/venv/lib playground app.py
USER 10001:10001
EXPOSE 8501
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
    CMD ["python", "deploy/health.py"]
CMD ["streamlit", "run", "app.py"]
