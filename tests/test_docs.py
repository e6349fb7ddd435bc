"""The documentation says what there is: every command, option, rule, field and value, and no link leads nowhere."""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any, get_args

import msgspec
import pytest
import typer.main

from onrecord import comparing, pages, reading
from onrecord.cli import app
from onrecord.cli.ways_out import ExitCode
from onrecord.records import (
    BOUNDS,
    DATE_KINDS,
    FIGURE_KINDS,
    FORMS,
    PRECISIONS,
    STANCES,
    STATUSES,
    Anchor,
    Article,
    CaptureReference,
    Date,
    DateBasis,
    Figure,
    FigureBasis,
    Place,
    Reading,
    Silence,
    SilenceKind,
    Source,
    Statement,
    StatementSource,
)

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
WRITTEN = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "samples/README.md")] + sorted(
    DOCS.rglob("*.md")
)
RECORDS = (
    Reading,
    CaptureReference,
    Article,
    Source,
    Statement,
    StatementSource,
    Silence,
    Anchor,
    Place,
    Date,
    Figure,
)
RULES = (*pages.RULES, *reading.RULES, *comparing.RULES)


def text_of(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def section(page: str, heading: str) -> str:
    """The part of a page under a heading, down to the next heading of its level or above."""
    level = heading.index(" ")
    found = re.search(rf"^{re.escape(heading)}\n(.*?)(?=^#{{1,{level}}} |\Z)", page, flags=re.DOTALL | re.MULTILINE)
    assert found, f"no heading {heading!r}"
    return found[1]


def commands() -> dict[str, Any]:
    root: Any = typer.main.get_command(app)
    found = dict(root.commands)
    for name, command in root.commands.items():
        for inner, part in getattr(command, "commands", {}).items():
            found[f"{name} {inner}"] = part
    return found


def options(command: Any) -> list[str]:
    """The long names of a command's options, `--help` aside."""
    names = (name for parameter in command.params for name in (*parameter.opts, *parameter.secondary_opts))
    return [name for name in names if name.startswith("--") and name != "--help"]


def outside_code(page: str) -> str:
    """A page without its code blocks and comments."""
    return re.sub(r"^```.*?^```|<!--.*?-->", "", page, flags=re.DOTALL | re.MULTILINE)


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as mkdocs makes them."""
    headings = re.findall(r"^#+ (.+)$", outside_code(page.read_text("utf-8")), flags=re.MULTILINE)
    return {re.sub(r"[\s-]+", "-", re.sub(r"[^\w\s-]", "", heading).strip().lower()) for heading in headings}


def links() -> Iterator[tuple[Path, str]]:
    for page in WRITTEN:
        for target in re.findall(r"!?\[[^\]]*\]\(([^)\s]+)\)", outside_code(page.read_text("utf-8"))):
            if not re.match(r"[a-z]+:", target):
                yield page, target


def script(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, ROOT / "scripts" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", commands())
def test_every_command_has_its_section_with_every_option(name: str) -> None:
    told = section(text_of("docs/commands.md"), f"## {name}")
    assert [option for option in options(commands()[name]) if f"`{option}" not in told] == []


def test_no_command_is_documented_that_is_not_there() -> None:
    told = re.findall(r"^## ([a-z ]+)$", text_of("docs/commands.md"), flags=re.MULTILINE)
    assert sorted(told) == sorted(commands())


@pytest.mark.parametrize("name", commands())
def test_no_option_is_documented_that_is_not_there(name: str) -> None:
    told = re.findall(r"`(--[a-z-]+)", section(text_of("docs/commands.md"), f"## {name}"))
    assert set(told) <= {*options(commands()[name]), "--help"}


def test_the_options_of_all_commands_are_documented() -> None:
    before_the_commands = text_of("docs/commands.md").split("\n## ")[0]
    assert [option for option in options(typer.main.get_command(app)) if f"`{option}" not in before_the_commands] == []


@pytest.mark.parametrize("code", ExitCode)
def test_every_exit_code_is_documented(code: ExitCode) -> None:
    assert f"| {code.value} |" in text_of("docs/commands.md")


def test_documented_commands_are_written_as_they_are_called() -> None:
    """Every `onrecord …` line of a code block names a command and options that exist."""
    known = commands()
    root = set(options(typer.main.get_command(app)))
    wrong = []
    for page in WRITTEN:
        for block in re.findall(
            r"^```(?:console|sh|bash)?\n(.*?)^```", page.read_text("utf-8"), flags=re.DOTALL | re.M
        ):
            for call in re.findall(r"^(?:\$ )?(?:\.venv/bin/)?onrecord (.+)$", block, flags=re.MULTILINE):
                words = re.sub(r"\s#.*|\s\|.*|'[^']*'", "", call).split()
                name = next((word for word in words if word in known), None)
                after = words[words.index(name) + 1 :] if name else []
                if after and f"{name} {after[0]}" in known:
                    name = f"{name} {after[0]}"
                given = {word.partition("=")[0] for word in words if word.startswith("--")}
                if not given <= root | set(options(known[name]) if name else ()) | {"--help"} or not (name or given):
                    wrong.append(f"{page.name}: onrecord {call}")
    assert wrong == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_rule_is_documented(rule: Any) -> None:
    assert f"### {rule.code} · {rule.title}\n" in text_of("docs/rules.md")


def test_the_page_of_the_rules_is_in_step_with_the_rules() -> None:
    assert text_of("docs/rules.md") == script("rules_page").page(), "run scripts/rules_page.py"


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.__name__)
def test_every_field_of_the_reading_format_is_documented(record: type[msgspec.Struct]) -> None:
    told = section(text_of("docs/use.md"), "## The reading format")
    assert [field for field in record.__struct_fields__ if f"`{field}`" not in told] == []


def test_every_value_is_documented() -> None:
    told = text_of("docs/use.md")
    values: tuple[str, ...] = (*STATUSES, *FORMS, *STANCES, *get_args(SilenceKind), *BOUNDS)
    values += (*PRECISIONS, *DATE_KINDS, *FIGURE_KINDS, *get_args(DateBasis), *get_args(FigureBasis))
    assert [value for value in values if f"`{value}`" not in told] == []


@pytest.mark.parametrize(("page", "target"), list(links()), ids=lambda value: getattr(value, "name", value))
def test_a_link_leads_somewhere(page: Path, target: str) -> None:
    path, _, anchor = target.partition("#")
    there = (page.parent / path).resolve() if path else page
    assert there.exists(), f"{page.relative_to(ROOT)} links to {target}"
    if anchor and there.suffix == ".md":
        assert anchor in anchors(there), f"{page.relative_to(ROOT)} links to {target}"


def test_every_page_of_the_site_is_in_its_menu() -> None:
    menu = re.findall(r": ([\w/-]+\.md)$", text_of("mkdocs.yml"), flags=re.MULTILINE)
    assert sorted(menu) == sorted(page.relative_to(DOCS).as_posix() for page in DOCS.rglob("*.md"))


def test_no_page_of_the_site_links_out_of_it() -> None:
    """mkdocs builds docs/ alone: a link to the rest of the repository would be dead there."""
    outward = [
        (page.name, target)
        for page, target in links()
        if page.is_relative_to(DOCS) and not (page.parent / target.partition("#")[0]).resolve().is_relative_to(DOCS)
    ]
    assert outward == []


def test_the_two_commands_of_the_readme_can_be_made() -> None:
    told = re.findall(r"^make (\w+)", text_of("README.md"), flags=re.MULTILINE)
    targets = set(re.findall(r"^(\w+):", text_of("Makefile"), flags=re.MULTILINE))
    assert {"demo", "test"} <= set(told) <= targets


def test_the_examples_of_the_readme_print_what_stands_there() -> None:
    assert script("readme_examples").rewritten(text_of("README.md")) == text_of("README.md"), (
        "run scripts/readme_examples.py"
    )


def test_the_site_loads_nothing_from_elsewhere() -> None:
    assert re.search(r"^\s+font: false\b", text_of("mkdocs.yml"), flags=re.MULTILINE)
    assert "extra_javascript" not in text_of("mkdocs.yml")
