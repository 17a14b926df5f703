"""What is deployed: the compose file, the example of options, and how they are checked out."""

from __future__ import annotations

import re
from typing import Any

import pytest
from ruamel.yaml import YAML

from paperless_firefly.review.web.env import clean
from paperless_firefly.review.web.options import OPTIONS
from tests.cli.processes import ROOT

COMPOSE = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
EXAMPLE = (ROOT / "stack.env.example").read_text(encoding="utf-8")
PASTED = "      - USE_DEV_SERVER=true\n"


def service(text: str, name: str = "sparklink") -> dict[str, Any]:
    """A service of a compose file."""
    found: dict[str, Any] = YAML(typ="safe").load(text)["services"][name]
    return found


def test_the_service_is_what_people_know() -> None:
    found = service(COMPOSE)
    assert (found["build"], found["container_name"]) == (".", "sparklink")
    assert found["env_file"] == [{"path": "/srv/stack.env", "required": False}]
    assert "8080:8080" in found["ports"]
    assert (found["init"], found["stop_grace_period"]) == (True, "60s")
    assert found["read_only"]


def test_no_line_beats_the_values_of_stack_env() -> None:
    assert service(COMPOSE)["environment"] == ["SPARKLINK_DATA=/data"]
    for option in ("GUNICORN_WORKERS=4", "GUNICORN_THREADS=2", "GUNICORN_TIMEOUT=120"):
        assert re.search(rf"^ +# - {option}$", COMPOSE, re.MULTILINE)


def test_a_line_for_the_development_server_can_be_pasted() -> None:
    last = "      - SPARKLINK_DATA=/data\n"
    pasted = service(COMPOSE.replace(last, last + PASTED))
    assert "USE_DEV_SERVER=true" in pasted["environment"]


def test_the_worker_on_other_stores_only_has_to_be_taken_in() -> None:
    lines = COMPOSE.splitlines()
    first = lines.index("  # worker:")
    end = lines.index("volumes:")
    taken = [re.sub(r"^  # ?", "  ", line) for line in lines[first:end]]
    worker = service("\n".join([*lines[:first], *taken, *lines[end:]]), "worker")
    assert worker["command"] == "worker"
    names = {each.partition("=")[0] for each in worker["environment"]}
    assert names == {"DATABASE_URL", "REDIS_URL"}


@pytest.mark.parametrize("option", OPTIONS, ids=lambda option: option.name)
def test_the_example_has_every_option_with_a_value_that_is_taken(option: Any) -> None:
    found = re.search(rf"^#?{option.name}=(.*)$", EXAMPLE, re.MULTILINE)
    assert found, f"{option.name} is not in stack.env.example"
    option.parse(clean(found[1]) or option.default)
    if option.default and option.name != "SPARKLINK_DATA":  # the image sets another
        assert clean(found[1]) == option.default


def test_the_example_names_nothing_else_and_the_rule_of_thumb() -> None:
    named = set(re.findall(r"^#?([A-Z][A-Z_]+)=", EXAMPLE, re.MULTILINE))
    assert named <= {option.name for option in OPTIONS}
    assert "(2 x cores) + 1" in EXAMPLE


def test_shell_scripts_keep_their_line_ends() -> None:
    assert "*.sh text eol=lf" in (ROOT / ".gitattributes").read_text(encoding="utf-8")
    assert b"\r" not in (ROOT / "docker" / "entrypoint.sh").read_bytes()


def test_no_secret_gets_into_a_layer() -> None:
    dockerfile = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    secrets = [option.name for option in OPTIONS if option.secret]
    assert not [name for name in secrets if name in dockerfile]
    assert (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()[1] == "*"
