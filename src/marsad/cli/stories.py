"""`marsad stories`: find anew which documents are one text, as after a new release reads them better."""

import click
from tqdm import tqdm

from marsad.newsroom.stories import gather_all


@click.command("stories")
@click.option("--quiet", is_flag=True, help="No progress bar.")
def command(quiet: bool) -> None:
    """Find the story of every document anew; what was decided and published stays."""
    with tqdm(unit=" documents", disable=quiet or None, desc="Comparing") as bar:
        documents = gather_all(bar.update)
    click.echo(f"{documents} documents compared anew.")
