"""Every command can be learned from the command line alone."""

from __future__ import annotations

import inspect
import re

import pytest
import typer.main
from typer.core import TyperGroup
from typer.testing import CliRunner

import onrecord
from onrecord.cli import app

group = typer.main.get_command(app)
assert isinstance(group, TyperGroup)
COMMANDS = sorted(group.commands)
runner = CliRunner(env={"COLUMNS": "100", "TERM": "dumb", "NO_COLOR": "1"})


def test_these_are_the_commands() -> None:
    assert COMMANDS == [
        "add",
        "articles",
        "claims",
        "compare",
        "dates",
        "explain",
        "extract",
        "figures",
        "identity",
        "open",
        "places",
        "problems",
        "reprints",
        "search",
        "serve",
        "silences",
        "sources",
        "statements",
        "stories",
        "verify",
        "versions",
    ]


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_of_a_command_has_an_example_and_says_what_each_option_is(name: str) -> None:
    assert isinstance(group, TyperGroup)
    command = group.commands[name]
    for parameter in command.params:
        assert getattr(parameter, "help", None), f"{name}: {parameter.name} has no help"
    shown = runner.invoke(app, [name, "--help"])
    assert shown.exit_code == 0
    assert f"onrecord {name}" in shown.stdout.partition("Examples:")[2]
    # Our own lines are not reflowed: one that is too long for a terminal of 80 columns would break in its middle.
    assert all(len(line) <= 78 for line in inspect.cleandoc(command.help or "").splitlines()[1:])


def test_help_names_every_command() -> None:
    shown = runner.invoke(app, ["--help"])
    assert shown.exit_code == 0
    assert {word for word in re.findall(r"\w+", shown.stdout) if word in COMMANDS} == set(COMMANDS)


def test_version() -> None:
    shown = runner.invoke(app, ["--version"])
    assert (shown.exit_code, shown.stdout) == (0, f"onrecord {onrecord.__version__}\n")


def test_the_table_of_exit_codes_is_complete() -> None:
    from onrecord import cli
    from onrecord.cli.ways_out import ExitCode

    documented = re.findall(r"^\| (\d+) \|", cli.__doc__ or "", flags=re.MULTILINE)
    assert [int(code) for code in documented] == sorted(ExitCode)
