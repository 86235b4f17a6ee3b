"""The Dockerfile, the compose file and the manifests: valid, pinned, and of one mind."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from importlib import resources
from pathlib import Path
from threading import Thread
from typing import Any

import jsonschema
import kubernetes_validate
import pytest
import yaml

from tests.machines.nginx import REPLICAS, SHIPPED

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
PROBE = DEPLOY / "health.py"
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
KUBERNETES = ("1.31", "1.34", "1.37")
KIND = {
    "Deployment", "Service", "Ingress", "HorizontalPodAutoscaler", "PodDisruptionBudget",
}  # fmt: skip
Resource = dict[str, Any]


def instructions() -> list[tuple[str, str]]:
    """The Dockerfile's, in order, each with what it says."""
    text = re.sub(r"\\\n", " ", (ROOT / "Dockerfile").read_text())
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return [(line.split()[0], " ".join(line.split()[1:])) for line in lines]


def said(name: str) -> list[str]:
    """What all instructions of one name say."""
    return [what for each, what in instructions() if each == name]


def resources_of(kind: str) -> list[Resource]:
    """The manifests of one kind."""
    return [each for each in manifests() if each["kind"] == kind]


def manifests() -> list[Resource]:
    """All that ``kustomization.yaml`` names."""
    folder = DEPLOY / "kubernetes"
    names = yaml.safe_load((folder / "kustomization.yaml").read_text())["resources"]
    assert {*names, "kustomization.yaml"} == {path.name for path in folder.iterdir()}
    return [each for name in names for each in yaml.safe_load_all((folder / name).read_text())]


# The image.


def test_the_image_stands_on_a_pinned_slim_one() -> None:
    bases = {base.split(" AS ")[0] for base in said("FROM")}
    assert len(bases) == 1
    assert re.fullmatch(r"python:3\.\d+\.\d+-slim-[a-z]+(@sha256:[0-9a-f]{64})?", *bases)


def test_every_package_of_the_image_is_pinned() -> None:
    pinned = [line for line in (ROOT / "requirements.txt").read_text().splitlines() if line]
    assert all(re.match(r"#|-e \.$|[a-z0-9-]+==\S+( ;|$)", line) for line in pinned)
    for command in said("RUN"):
        for installed in re.findall(r"pip install ([^&]+)", command):
            assert "--no-deps" in installed
            assert re.search(r"-r pinned\.txt|--editable \.|==", installed)


def test_the_image_runs_as_nobody_in_particular() -> None:
    after = [name for name, _ in instructions()]
    assert re.fullmatch(r"[1-9]\d+:[1-9]\d+", *said("USER"))
    assert not {"RUN", "COPY", "ADD"}.intersection(after[after.index("USER") :])


def test_what_the_image_copies_exists_and_is_let_through() -> None:
    let = {
        line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line[:1] == "!"
    }
    copied: set[str] = set()
    for what in said("COPY"):
        if not what.startswith("--from"):
            copied |= {path.split("/__init__.py")[0] for path in what.split()[:-1]}
    assert all((ROOT / path).exists() for path in copied)
    assert copied == let


def test_the_image_starts_what_the_readme_starts() -> None:
    assert said("CMD")[-1] == '["streamlit", "run", "app.py"]'
    assert said("STOPSIGNAL") == ["SIGTERM"]


class _Answers(BaseHTTPRequestHandler):
    status, body = 200, b""

    def do_GET(self) -> None:
        self.send_response(self.status if self.path == "/base/healthz" else 404)
        self.end_headers()
        self.wfile.write(self.body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def answering() -> Iterator[HTTPServer]:
    server = HTTPServer(("127.0.0.1", 0), _Answers)
    Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def _probed(port: int) -> tuple[int, str]:
    environment = {
        "STREAMLIT_SERVER_PORT": str(port),
        "STREAMLIT_SERVER_BASE_URL_PATH": "/base/",
        "HTTP_PROXY": "http://127.0.0.1:9",
    }
    command = [sys.executable, "-S", str(PROBE)]
    ended = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    return ended.returncode, ended.stdout.strip()


def test_the_health_check_reads_the_body(
    answering: HTTPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert '"python", "deploy/health.py"' in said("HEALTHCHECK")[0]
    for body, healthy in {
        b'{"status":"ready","versions":{}}': True,
        b'{"status":"starting"}': False,
        b"ok": False,
        b"[]": False,
        b"\xff": False,
    }.items():
        monkeypatch.setattr(_Answers, "body", body)
        code, word = _probed(answering.server_port)
        assert (code == 0) == healthy, word
        assert word
    monkeypatch.setattr(_Answers, "body", b'{"status":"failing","reason":""}')
    monkeypatch.setattr(_Answers, "status", 503)
    assert _probed(answering.server_port) == (1, "failing")


def test_the_health_check_fails_where_nobody_listens() -> None:
    code, word = _probed(1)
    assert code == 1
    assert "refused" in word


# The compose file.


def test_the_compose_file_is_one_by_its_specification() -> None:
    schemas = resources.files("check_jsonschema") / "builtin_schemas" / "vendor"
    jsonschema.validate(COMPOSE, json.loads((schemas / "compose-spec.json").read_text()))


def test_nginx_knows_the_replicas_of_the_compose_file() -> None:
    ports = {
        f"{name}:{each['environment']['STREAMLIT_SERVER_PORT']}"
        for name, each in COMPOSE["services"].items()
        if name != "nginx"
    }
    assert ports == set(REPLICAS)
    text = SHIPPED.read_text()
    assert set(re.findall(r"server (playground\S+:\d+)", text)) == ports
    assert set(re.findall(r'"~:(\d+)\$"', text)) == {port.rpartition(":")[2] for port in ports}
    nginx = COMPOSE["services"]["nginx"]
    assert nginx["volumes"] == ["./nginx.conf:/etc/nginx/nginx.conf:ro"]
    assert nginx["ports"][0].endswith(re.findall(r"listen (\d+);", text)[0])
    assert set(nginx["depends_on"]) == {name.partition(":")[0] for name in ports}


def test_replicas_take_nginx_s_word_alone_on_who_asks() -> None:
    services = COMPOSE["services"]
    address = services["nginx"]["networks"]["inside"]["ipv4_address"]
    for name, each in services.items():
        if name != "nginx":
            assert each["environment"]["FORWARDED_ALLOW_IPS"] == address
            assert "ports" not in each
    assert len({each["networks"]["inside"]["ipv4_address"] for each in services.values()}) == 3


def test_containers_may_do_little() -> None:
    for each in COMPOSE["services"].values():
        assert each["read_only"] is True
        assert each["cap_drop"] == ["ALL"]
        assert each["security_opt"] == ["no-new-privileges:true"]
        assert each["mem_limit"]
        assert re.search(r":\d+\.\d+\.\d+$", each["image"])


def test_uploads_pass_that_the_playground_takes() -> None:
    config = (ROOT / ".streamlit" / "config.toml").read_text()
    taken = int(re.findall(r"maxUploadSize = (\d+)", config)[0])
    passed = int(re.findall(r"client_max_body_size (\d+)m;", SHIPPED.read_text())[0])
    assert taken < passed <= 10


# The manifests.


@pytest.mark.parametrize("version", KUBERNETES)
def test_the_manifests_are_valid(version: str) -> None:
    assert {each["kind"] for each in manifests()} == KIND
    for each in manifests():
        kubernetes_validate.validate(each, version, strict=True)


def test_the_schemas_find_what_is_wrong() -> None:
    wrong = {**resources_of("Deployment")[0], "speck": {}}
    with pytest.raises(kubernetes_validate.ValidationError):
        kubernetes_validate.validate(wrong, KUBERNETES[-1], strict=True)


def test_a_pod_may_do_little_and_is_watched() -> None:
    (deployment,) = resources_of("Deployment")
    pod = deployment["spec"]["template"]["spec"]
    (container,) = pod["containers"]
    user, _, group = said("USER")[0].partition(":")
    assert pod["securityContext"]["runAsNonRoot"] is True
    assert pod["securityContext"]["runAsUser"] == int(user)
    assert pod["securityContext"]["runAsGroup"] == int(group)
    assert pod["automountServiceAccountToken"] is False
    allowed = container["securityContext"]
    assert allowed["readOnlyRootFilesystem"] is True
    assert allowed["allowPrivilegeEscalation"] is False
    assert allowed["capabilities"] == {"drop": ["ALL"]}
    assert {each["mountPath"] for each in container["volumeMounts"]} == {"/tmp"}
    assert set(container["resources"]) == {"requests", "limits"}
    assert container["startupProbe"]["exec"]["command"][1] == "deploy/health.py"
    assert container["readinessProbe"]["httpGet"]["path"] == "/healthz"
    assert container["ports"][0]["containerPort"] == int(said("EXPOSE")[0])


def test_what_belongs_together_names_each_other() -> None:
    (deployment,) = resources_of("Deployment")
    (scaler,) = resources_of("HorizontalPodAutoscaler")
    (budget,) = resources_of("PodDisruptionBudget")
    (ingress,) = resources_of("Ingress")
    services = {each["metadata"]["name"]: each for each in resources_of("Service")}
    labels = deployment["spec"]["template"]["metadata"]["labels"]
    assert scaler["spec"]["scaleTargetRef"]["name"] == deployment["metadata"]["name"]
    assert "replicas" not in deployment["spec"], "the autoscaler has the say"
    assert budget["spec"]["selector"]["matchLabels"] == labels
    assert all(each["spec"]["selector"] == labels for each in services.values())
    paths = {
        path["path"]: path["backend"]["service"]["name"]
        for path in ingress["spec"]["rules"][0]["http"]["paths"]
    }
    assert set(paths.values()) == set(services)
    assert services[paths["/"]]["spec"]["sessionAffinity"] == "ClientIP"
    assert "sessionAffinity" not in services[paths["/live"]]["spec"]
    assert any("sticky.cookie" in name for name in services[paths["/"]]["metadata"]["annotations"])
