"""`marsad codebook`: check, load and list codebooks, show the one in force, write verdicts on the scales of others."""

from __future__ import annotations

import csv
import datetime as dt
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict, fields
from pathlib import Path
from typing import TextIO

import click

from marsad.domain.codebook import Codebook, make_codebook
from marsad.domain.codebook_changes import changes
from marsad.domain.scales import SCALE_KEYS
from marsad.newsroom.founding import load_codebook, read_codebook_file
from marsad.store.queries.codebooks import read_versions
from marsad.store.queries.newsroom import NoCodebookError, current_codebook, read_codebook
from marsad.store.queries.verdict_table import VerdictLine, verdict_lines


@click.group("codebook")
def command() -> None:
    """Check, load and show the codebook; write verdicts on other scales."""


@command.command("load")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def load(file: Path) -> None:
    """Record FILE (YAML) as the codebook in force."""
    try:
        row = load_codebook(file)
    except ValueError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"Codebook {row.key} {row.version} is in force.")


@command.command("check")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def check(file: Path) -> None:
    """Say whether FILE (YAML) is a codebook, and what it would change; nothing is recorded."""
    try:
        codebook = make_codebook(read_codebook_file(file))
    except ValueError as error:
        raise click.ClickException(f"{file.name}: {error}") from error
    click.echo(f"{file.name} is a codebook: {codebook.id} {codebook.version}, {len(codebook.verdicts)} verdicts.")
    try:
        now = read_codebook(current_codebook())
    except NoCodebookError:
        click.echo("No codebook is in force yet.")
        return
    found = changes(now, codebook)
    click.echo(f"Beside the one in force, {now.id} {now.version}, it changes {len(found) or 'nothing'}{':' if found else '.'}")
    for change in found:
        click.echo(f"  {change.en}")
    if found and (now.id, now.version) == (codebook.id, codebook.version):
        raise click.ClickException(f"version {now.version} is in force with other content; raise the version before you load it")


@command.command("list")
def list_versions() -> None:
    """List every version that was in force, the latest first."""
    versions = read_versions()
    for told in versions:
        codebook = told.codebook
        click.echo(f"{told.since}  {codebook.id} {codebook.version}  {len(told.changes)} changes  sha256 {told.sha256}")
    if not versions:
        click.echo("No codebook is loaded: run `marsad codebook load FILE`.")


@command.command("show")
def show() -> None:
    """Show the codebook in force."""
    try:
        codebook = read_codebook(current_codebook())
    except NoCodebookError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{codebook.id} {codebook.version}: {codebook.label.ar}")
    for verdict in codebook.verdicts:
        needs = f"{verdict.requires_rung or 'no rung'}, {verdict.requires_sources} sources"
        click.echo(f"  {verdict.key:14} {verdict.label.ar} / {verdict.label.en} ({needs})")
    _show_rules(codebook)


def _show_rules(codebook: Codebook) -> None:
    if codebook.deadline:
        keys = ", ".join(codebook.deadline.verdicts)
        click.echo(f"  {codebook.deadline.grace_days} days after a deadline: {keys}")
    if codebook.term:
        click.echo(f"  closing a promise: {', '.join(codebook.term.closing_verdicts)}")
    click.echo(f"  two blind codings: {codebook.double_coding}; stale after {codebook.staleness_days} days")


@command.command("export")
@click.option("--scale", "scale_key", type=click.Choice(SCALE_KEYS), required=True, help="The scale to write beside ours.")
@click.option("--format", "kind", type=click.Choice(["csv", "json"]), default="csv", show_default=True)
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="As known by the end of this day.")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="A file to write; without it, the screen.")
def export(scale_key: str, kind: str, as_of: dt.datetime | None, output: Path | None) -> None:
    """Write every promise with its verdict, in ours and another scale."""
    lines = verdict_lines(scale_key, as_of.date() if as_of else None)
    if output is None:
        _write(lines, kind, sys.stdout)
        return
    try:
        with output.open("w", encoding="utf-8", newline="") as file:
            _write(lines, kind, file)
    except OSError as error:
        raise click.ClickException(f"{output} cannot be written: {error.strerror}") from error
    click.echo(f"{len(lines)} promises written to {output}")


def _write(lines: Sequence[VerdictLine], kind: str, file: TextIO) -> None:
    if kind == "json":
        json.dump([asdict(line) for line in lines], file, ensure_ascii=False, indent=1)
        file.write("\n")
        return
    writer = csv.DictWriter(file, [field.name for field in fields(VerdictLine)], lineterminator="\n")
    writer.writeheader()
    writer.writerows(asdict(line) for line in lines)
