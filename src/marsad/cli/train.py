"""`marsad train`: learn from what monitors accepted and rejected; show what it is worth; choose which models read."""

from __future__ import annotations

import click

from marsad.newsroom.model_choice import choose_models, chosen_name, names
from marsad.newsroom.refusal import Refusal
from marsad.newsroom.training import FEWEST_DECISIONS, Trained, train
from marsad.pipeline.lessons.curve import CurvePoint
from marsad.pipeline.lessons.matching import Band

PRECISION = 0.8


@click.command("train")
@click.option(
    "--precision",
    type=click.FloatRange(0.5, 0.99),
    default=PRECISION,
    show_default=True,
    help="Of suggested matches, the share that is to be right.",
)
@click.option("--use", "name", metavar="NAME", help="Train nothing: read with the models called NAME from now on.")
@click.option("--list", "is_list", is_flag=True, help="Train nothing: list the models there are.")
@click.option("--dry-run", is_flag=True, help="Train and show, and go on with the models in use.")
@click.option("--force", is_flag=True, help="Use what was trained even where it is no better.")
def command(precision: float, name: str | None, is_list: bool, dry_run: bool, force: bool) -> None:
    """Train models of matching and stance on the starting set and the desk's decisions.

    What was trained is used from now on where it foretells decisions that it has not seen better than the models that Marsad
    ships. All models are kept: `--use shipped` goes back.
    """
    try:
        if is_list:
            show_names()
        elif name is not None:
            choose_models(name)
            click.echo(f"Pages are read with {name} from now on. Run `marsad match` to read the record anew.")
        else:
            trained = train(precision=precision, on_stage=lambda stage: click.echo(f"… {stage}", err=True))
            show(trained)
            settle(trained, dry_run=dry_run, force=force)
    except Refusal as refusal:
        raise click.ClickException(refusal.en) from refusal


def show_names() -> None:
    """Print the names of all models, the one in use marked."""
    chosen = chosen_name()
    for name in names():
        click.echo(f"{'* ' if name == chosen else '  '}{name}")


def settle(trained: Trained, *, dry_run: bool, force: bool) -> None:
    """Choose what was *trained* where that is right, and say what was done and why."""
    name = trained.models.name
    if dry_run:
        click.echo(f"Kept as {name}, not used. To use it: `marsad train --use {name}`.")
    elif trained.is_better or force:
        choose_models(name)
        click.echo(f"Pages are read with {name} from now on. Run `marsad match` to read the record anew.")
    elif trained.decisions < FEWEST_DECISIONS:
        click.echo(
            f"Kept as {name}, not used: {trained.decisions} decisions are too few to say what they taught "
            f"(at least {FEWEST_DECISIONS}). `--force` uses it all the same."
        )
    else:
        click.echo(f"Kept as {name}, not used: it foretells decisions no better. `--force` uses it all the same.")


def show(trained: Trained) -> None:
    """Print what was learnt from, what it is worth, and how far scores can be relied on."""
    model = trained.models.matching
    click.echo(
        f"Learnt from {trained.decisions} decisions ({trained.accepted} accepted), {trained.stances} stances of this newsroom, "
        "and the starting set."
    )
    click.echo(f"Suggested from a score of {model.suggested:.2f} on, at the desk from {model.at_desk:.3f}.")
    if trained.decisions:
        click.echo(
            "Surprise at a decision not seen before (log loss): "
            f"{trained.loss_before:.3f} as shipped, {trained.loss_after:.3f} now."
        )
        click.echo(_band_table(trained.bands))
    if trained.curve:
        click.echo(_curve_table(trained.curve))


def _band_table(bands: tuple[Band, ...]) -> str:
    rows = [f"  {band.low:.1f}–{band.high:.1f}  {band.matches:6}  {band.share:6.0%}" for band in bands if band.matches]
    return "\n".join(["Of your decisions, by score:", "  score    matches   right", *rows])


def _curve_table(curve: tuple[CurvePoint, ...]) -> str:
    rows = [f"  {point.lessons:9}  {point.log_loss:8.3f}  {point.precision:9.0%}  {point.recall:6.0%}" for point in curve]
    return "\n".join(["What decisions taught:", "  decisions  log loss  precision  recall", *rows])
