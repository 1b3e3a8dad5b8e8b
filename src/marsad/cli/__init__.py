"""The `marsad` command: one file a noun, each loaded when it is called."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import Any

import click

from marsad import __version__
from marsad.plugins import ToolError

# name: (module, whether it needs the record, what it does)
COMMANDS: dict[str, tuple[str, bool, str]] = {
    "read": ("marsad.cli.read", False, "Read pages and write what is found in them; keeps nothing."),
    "conflicts": ("marsad.cli.conflicts", False, "Find the statements of read pages that cannot both hold; keeps nothing."),
    "ingest": ("marsad.cli.ingest", True, "Take pages into the record: addresses and files."),
    "watch": ("marsad.cli.watch", True, "Poll the declared outlets, once or again and again."),
    "programme": ("marsad.cli.programme", True, "Bring in what a government promised, as a YAML file tells it."),
    "promises": ("marsad.cli.promises", True, "Promises as tables, in and out, and found in a programme's text."),
    "import-promises": ("marsad.cli.import_promises", True, "Read an observatory's own pages into promises with their history."),
    "match": ("marsad.cli.match", True, "Match the documents in the record to the promises anew."),
    "train": ("marsad.cli.train", True, "Learn from what monitors accepted and rejected; choose which models read."),
    "stories": ("marsad.cli.stories", True, "Find anew which documents are one text."),
    "encoders": ("marsad.cli.encoders", True, "Show, try and change the models that read Arabic."),
    "codebook": ("marsad.cli.codebook", True, "Load and show the codebook."),
    "agreement": ("marsad.cli.agreement", True, "Tell how far coders agree: Krippendorff's alpha."),
    "people": ("marsad.cli.people", True, "Add people who sign in at the desk, and end their access."),
    "search": ("marsad.cli.search", True, "Find documents by their words; make the index of search anew."),
    "report": ("marsad.cli.report", True, "Write the final report of a government as a PDF."),
    "release": ("marsad.cli.release", True, "Write a release of the open data: a folder and a zip."),
    "export-site": ("marsad.cli.export_site", True, "Write the public site as files, for a USB stick or a mirror."),
    "ledger": ("marsad.cli.ledger", True, "Check the public ledger."),
    "deliver": ("marsad.cli.deliver", True, "Send followers and channels what the ledger says."),
    "demo": ("marsad.cli.demo", True, "Load the demonstration observatory."),
    "setup": ("marsad.cli.setup", True, "Make or update the record's tables and load the codebook."),
    "serve": ("marsad.cli.serve", True, "Serve the site and the desk."),
}


class Nouns(click.Group):
    """The commands, each imported when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands, in the order of the work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command called *cmd_name*, with the record made ready where it needs that."""
        if cmd_name not in COMMANDS:
            return None
        module, needs_record, _ = COMMANDS[cmd_name]
        if needs_record:
            open_record()
        command = import_module(module).command
        assert isinstance(command, click.Command)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; a tool that cannot be made is told in its own words, not as a fault of the program."""
        try:
            return super().invoke(ctx)
        except ToolError as error:
            raise click.ClickException(str(error)) from error

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, what) for name, (_, _, what) in COMMANDS.items()])


def open_record() -> None:
    """Make Django ready; raise ClickException, naming the setting, where one is bad."""
    import django
    from django.core.exceptions import ImproperlyConfigured

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "marsad.settings")
    try:
        django.setup()
    except ImproperlyConfigured as error:
        raise click.ClickException(str(error)) from error


def _choose_data(context: click.Context, option: click.Parameter, folder: str | None) -> None:
    """Set the data folder while the options are read: commands are found, and so settings read, before the group's body runs."""
    if folder:
        os.environ["MARSAD_DATA"] = folder


@click.command(cls=Nouns, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--data",
    type=click.Path(file_okay=False),
    callback=_choose_data,
    is_eager=True,
    expose_value=False,
    help="The data folder (or set MARSAD_DATA).",
)
@click.version_option(__version__, prog_name="marsad")
def marsad() -> None:
    """Watch whether a government keeps its promises."""


def main() -> None:
    """Run the command line; reading from a closed pipe ends quietly. What it writes, others on the machine cannot read."""
    os.umask(0o027)
    try:
        marsad()
    except BrokenPipeError:
        sys.stderr.close()
        raise SystemExit(1) from None
