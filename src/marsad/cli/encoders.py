"""`marsad encoders`: the models that read Arabic: which is in use, what is kept of each, and changing one for another."""

from __future__ import annotations

import os
import time
from contextlib import suppress

import click
import numpy as np
from django.conf import settings
from tqdm import tqdm

from marsad import plugins
from marsad.newsroom.embed import embed, forget, kept_encoders, switch
from marsad.newsroom.encoder_choice import check_name, encoder_in_use
from marsad.newsroom.refusal import Refusal
from marsad.newsroom.rematch import matched_documents
from marsad.pipeline.matching.encoder import Encoder
from marsad.pipeline.tools import NO_ENCODER, make_encoder

NICENESS = 10
_BY = {"setting": "set by MARSAD_ENCODER", "switch": "chosen with `marsad encoders switch`", "default": "the bundled one"}
_TRIED = ("تعهدت الحكومة ببناء مستشفى جديد في البصرة", "الحكومة تشيد مستشفى حديثا في البصرة", "المنتخب يفوز بمباراة كرة القدم")
_MOST_SHOWN = 10


@click.group("encoders", invoke_without_command=True)
@click.pass_context
def command(context: click.Context) -> None:
    """Show which encoder is in use and what is kept of each; embed with another, switch to it, forget."""
    if context.invoked_subcommand is None:
        show()


def show() -> None:
    """Print the encoder in use, and a line for each of which vectors are kept."""
    choice = encoder_in_use()
    click.echo(f"In use: {choice.name} ({_BY[choice.by]}).")
    click.echo(f"To be had: {', '.join((*plugins.choices('encoder'), NO_ENCODER))}.")
    rows = kept_encoders()
    if not rows:
        click.echo("No vectors are kept yet: `marsad ingest`, `watch`, `match` and `encoders embed` keep what they make.")
        return
    total = matched_documents().count()
    click.echo(f"Kept in {settings.VECTORS}, at most {settings.OPERATOR.vectors_mb} MiB of each:")
    for row in rows:
        told = f"  {row.id}. {row.name}, version {row.version}: {row.vectors} vectors, {row.mb:.1f} MiB"
        if row.documents:
            told += f"; embedded {row.documents} of {total} documents"
        click.echo(told + ("; full, the oldest were dropped" if row.has_dropped else ""))


@command.command("try")
@click.argument("name")
def try_command(name: str) -> None:
    """Load NAME, encode three sentences, and show its version, its speed and how like it finds them. Keeps nothing."""
    encoder = _made(name)
    rows = encoder.encode(_TRIED)
    began, texts = time.perf_counter(), 0
    while time.perf_counter() - began < 1:
        encoder.encode([f"{text} {texts}" for text in _TRIED])
        texts += len(_TRIED)
    near, far = float(np.dot(rows[0], rows[1])), float(np.dot(rows[0], rows[2]))
    click.echo(f"{encoder.name}, version {encoder.version}: {rows.shape[1]} dimensions")
    click.echo(f"{texts / (time.perf_counter() - began):.0f} short texts a second")
    click.echo(f"likeness of two sentences on one hospital {near:.2f}, of one on it and one on football {far:.2f}")
    if near <= far:
        raise click.ClickException("it finds football nearer to a hospital than another hospital: it cannot read Arabic")


@command.command("embed")
@click.argument("name")
@click.option("--quiet", is_flag=True, help="No progress bar.")
def embed_command(name: str, quiet: bool) -> None:
    """Have NAME read promises and documents beside the encoder in use. Stop it at will: asked again, it goes on."""
    with suppress(OSError, AttributeError):  # where a system knows no such thing, it runs like any other
        os.nice(NICENESS)
    total = matched_documents().count()
    try:
        with tqdm(total=total, unit=" documents", disable=quiet or None, desc="Embedding") as bar:
            done = embed(name, on_document=bar.update)
    except Refusal as error:
        raise click.ClickException(str(error)) from error
    except KeyboardInterrupt:
        raise click.ClickException("stopped; what was embedded is kept, and asking again goes on from there") from None
    click.echo(f"{done.documents} documents read, {done.texts} texts newly embedded.")
    for number, reason in done.failures[:_MOST_SHOWN]:
        click.echo(f"  document {number}: {reason}", err=True)
    if done.failures:
        raise click.ClickException(f"{len(done.failures)} documents could not be embedded; the rest is kept")
    click.echo(f"Everything is embedded; `marsad encoders switch {name}` makes it the encoder in use.")


@command.command("switch")
@click.argument("name")
@click.option("--force", is_flag=True, help="Also where NAME has not read everything: the rest is read while matching.")
@click.option("--quiet", is_flag=True, help="No progress bar.")
def switch_command(name: str, force: bool, quiet: bool) -> None:
    """Make NAME the encoder in use and match every document anew; what people decided stays. "none": by words alone."""
    try:
        with tqdm(unit=" documents", disable=quiet or None, desc="Matching") as bar:
            documents, candidates = switch(name, is_forced=force, on_document=bar.update)
    except Refusal as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{name} is in use. {documents} documents matched anew; {candidates} candidates wait.")
    click.echo("Start `marsad watch` again where it runs, so that no round goes on with the old one.")


@command.command("forget")
@click.argument("name")
@click.option("--force", is_flag=True, help="Also what the encoder in use needs.")
def forget_command(name: str, force: bool) -> None:
    """Drop the vectors of NAME, or of the one so numbered in the list. They can be made again."""
    try:
        dropped = forget(name, is_forced=force)
    except Refusal as error:
        raise click.ClickException(str(error)) from error
    for row in dropped:
        click.echo(f"{row.name}, version {row.version}: {row.vectors} vectors dropped, {row.mb:.1f} MiB free.")


def _made(name: str) -> Encoder:
    try:
        check_name(name)
    except Refusal as error:
        raise click.ClickException(str(error)) from error
    made = make_encoder(name)
    if made is None:
        raise click.ClickException("without an encoder there is nothing to try: words alone decide")
    return made
