"""The documents say what the code does: every command, setting, verdict, rule and dependency is named in both languages."""

import re
import subprocess
import sys
import tomllib
from dataclasses import fields
from importlib import import_module
from pathlib import Path

import pytest
import yaml

from marsad import cli
from marsad.domain import about, codebook
from marsad.domain.codebook import FULFILMENTS, PHASES
from marsad.domain.reading import RUNGS, STANCES
from marsad.domain.rule_levels import RULES
from marsad.domain.scales import SCALES
from marsad.environment import Settings
from marsad.gather import outlets

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ("en", "ar")
READMES = ("README.md", "README.ar.md")
# Written so that this file does not hold what it looks for.
FORBIDDEN = re.compile(
    r"(^|[^a-z])/(wor[k]|far[m]|roo[t]|hom[e])/|py[p]i\.org|python[h]osted|npm[j]s|deb\.[d]ebian|nex[u]s|artifac[t]ory"
)
LINK = re.compile(r"\]\(([^)#\s]+)(#[^)]*)?\)")


def read(*parts: str) -> str:
    return ROOT.joinpath(*parts).read_text(encoding="utf-8")


def documents() -> list[Path]:
    return sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])


def code_files() -> list[Path]:
    return [path for path in (ROOT / "src" / "marsad").rglob("*.py") if "migrations" not in path.parts]


def dependencies() -> set[str]:
    project = tomllib.loads(read("pyproject.toml"))
    rows = [*project["project"]["dependencies"], *project["build-system"]["requires"]]
    for group in (*project["project"]["optional-dependencies"].values(), *project["dependency-groups"].values()):
        rows += group
    return {re.split(r"[\[<>=!~; ]", row, maxsplit=1)[0].lower() for row in rows}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", cli.COMMANDS)
def test_every_command_is_explained(name, language):
    assert f"`marsad {name}`" in read("docs", language, "commands.md")


@pytest.mark.parametrize("readme", READMES)
@pytest.mark.parametrize("name", cli.COMMANDS)
def test_every_command_stands_in_the_readme(name, readme):
    assert f"| `marsad {name}` |" in read(readme)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_command_is_explained_that_is_not_there(language):
    named = set(re.findall(r"^##.*`marsad ([a-z-]+)`", read("docs", language, "commands.md"), re.MULTILINE))
    assert named == set(cli.COMMANDS)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", [field.name for field in fields(Settings)])
def test_every_setting_is_explained(name, language):
    variable = "DATABASE_URL" if name == "database_url" else f"MARSAD_{name.upper()}"
    assert f"| `{variable}` |" in read("docs", language, "settings.md")


@pytest.mark.parametrize("path", documents(), ids=lambda path: path.name)
def test_no_setting_is_named_that_is_not_there(path):
    known = {f"MARSAD_{field.name.upper()}" for field in fields(Settings)}
    assert set(re.findall(r"MARSAD_[A-Z_]*[A-Z]", path.read_text(encoding="utf-8"))) <= known


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_verdict_and_outlook_of_a_shipped_codebook_is_explained(language):
    text = read("docs", language, "codebook.md")
    for path in (ROOT / "data" / "codebooks").glob("*.yml"):
        book = yaml.safe_load(path.read_text(encoding="utf-8"))
        missing = [row["key"] for row in (*book["verdicts"], *book["outlooks"]) if f"`{row['key']}`" not in text]
        assert not missing, path.name


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_value_that_a_codebook_may_hold_is_explained(language):
    text = read("docs", language, "codebook.md")
    assert [value for value in (*FULFILMENTS, *PHASES, *RUNGS, *STANCES[:3]) if f"`{value}`" not in text] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_key_of_an_outlet_is_explained(language):
    text = read("docs", language, "outlets.md")
    keys = (*outlets._OUTLET_KEYS, *outlets._SOURCE_KEYS, *outlets.OUTLET_KINDS, *outlets.SOURCE_KINDS)
    assert [key for key in keys if f"`{key}`" not in text] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_key_of_who_runs_an_observatory_is_explained_and_the_example_is_read(language):
    text = read("docs", language, "about.md")
    keys = (*about.KEYS, *about.CONTACT_KEYS, *about.ANSWERABLE_KEYS, *about.FUNDING_KEYS, *about.FUNDER_KEYS)
    assert [key for key in keys if f"`{key}`" not in text] == []
    example = text[text.index("    name:") : text.index("| key" if language == "en" else '<div dir="rtl">\n\n| ')]
    assert about.read_about(example).answerable[0].duty.en


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_is_explained_to_editors(language):
    text = read("docs", language, "codebook.md")
    assert [rule.code for rule in RULES if f"| `{rule.code}` |" not in text] == []
    assert "codebook.md" in read("docs", language, "desk.md")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_key_of_a_codebook_and_every_scale_is_explained(language):
    text = read("docs", language, "codebook.md")
    keys = (*codebook._CODEBOOK_KEYS, *codebook._VERDICT_KEYS, *codebook.SOURCE_KINDS, *codebook.LEVELS)
    keys = (*(key for key in keys if key != "requires"), *(f"requires.{key}" for key in codebook._REQUIRES_KEYS))
    assert sorted(key for key in keys if f"`{key}`" not in text and f"`{key}:" not in text) == []
    assert [value for scale in SCALES for value in (f"`{scale.key}`", *scale.keys) if value not in text] == []


def test_both_languages_hold_the_same_documents():
    assert {path.name for path in (ROOT / "docs" / "en").iterdir()} == {path.name for path in (ROOT / "docs" / "ar").iterdir()}


@pytest.mark.parametrize("name", [path.name for path in (ROOT / "docs" / "en").iterdir()])
def test_both_languages_show_the_same_tables(name):
    rows = [len(re.findall(r"^\|", read("docs", language, name), re.MULTILINE)) for language in LANGUAGES]
    assert rows[0] == rows[1]


@pytest.mark.parametrize("readme", READMES)
def test_a_readme_names_the_two_commands(readme):
    assert "make run" in read(readme)
    assert "make test" in read(readme)


@pytest.mark.parametrize("name", sorted(dependencies()))
def test_every_dependency_has_its_reason(name):
    kept = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "docs" / "decisions").glob("*.md")).lower()
    assert re.search(rf"`{re.escape(name)}(\[[a-z]+\])?`", kept)


def test_every_decision_stands_in_the_list():
    listed = read("docs", "decisions", "README.md")
    assert [path.name for path in (ROOT / "docs" / "decisions").glob("0*.md") if path.name not in listed] == []


@pytest.mark.parametrize("path", documents(), ids=lambda path: path.name)
def test_every_link_leads_somewhere(path):
    links = [link for link, _ in LINK.findall(path.read_text(encoding="utf-8")) if "://" not in link]
    assert [link for link in links if not (path.parent / link).resolve().exists()] == []


def test_every_make_target_that_is_named_is_there():
    targets = set(re.findall(r"^([a-z-]+):", read("Makefile"), re.MULTILINE))
    named = {name for path in documents() for name in re.findall(r"`make ([a-z-]+)", path.read_text(encoding="utf-8"))}
    assert named <= targets


@pytest.mark.parametrize("path", documents(), ids=lambda path: path.name)
def test_no_document_names_a_machine_or_a_registry(path):
    assert FORBIDDEN.search(path.read_text(encoding="utf-8")) is None


def test_every_package_stands_in_the_architecture():
    text = read("ARCHITECTURE.md")
    within = (path.parent.relative_to(ROOT / "src" / "marsad") for path in code_files())
    packages = {folder.parts[0] for folder in within if folder.parts}
    assert sorted(name for name in packages if not re.search(rf"`{name}/", text)) == []


def test_every_step_of_the_road_stands_in_the_architecture():
    from marsad.pipeline.road import build_road

    text = read("ARCHITECTURE.md")
    assert " ▶ ".join(step.name for step in build_road(with_matching=True)) in text


@pytest.mark.parametrize("path", code_files(), ids=lambda path: str(path.relative_to(ROOT / "src")))
def test_every_file_opens_with_a_sentence(path):
    first = path.read_text(encoding="utf-8").splitlines()[0]
    assert re.match(r'"""[A-Z`“«].+', first) or re.match(r'"""[a-z]+[\w-]* ', first)


def test_every_threshold_that_the_architecture_names_is_there():
    named = re.findall(r"`([a-z.]+)\.([A-Z_]+)`", read("ARCHITECTURE.md"))
    assert named
    for module, constant in named:
        assert hasattr(import_module(f"marsad.pipeline.{module}"), constant), f"{module}.{constant}"


def test_the_version_stands_in_the_changelog():
    version = tomllib.loads(read("pyproject.toml"))["project"]["version"]
    assert f"## [{version}]" in read("CHANGELOG.md")


def test_what_the_readme_reads_can_be_read(tmp_path):
    row = next(line.strip() for line in read("README.md").splitlines() if line.strip().startswith('{"id"'))
    page = tmp_path / "page.jsonl"
    page.write_text(row + "\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "marsad", "read", str(page), "--quiet"], capture_output=True, text=True, check=True
    )
    assert '"value": "2025-08-16"' in done.stdout
    assert '"speaker": "وزارة الكهرباء"' in done.stdout
