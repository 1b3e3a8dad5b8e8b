"""`marsad match`: match the documents in the record to the promises anew, as after new promises came in."""

import click
from tqdm import tqdm

from marsad.newsroom.rematch import rematch


@click.command("match")
@click.option("--quiet", is_flag=True, help="No progress bar.")
def command(quiet: bool) -> None:
    """Match every document to the promises anew; what people decided stays."""
    with tqdm(unit=" documents", disable=quiet or None, desc="Matching") as bar:
        documents, candidates = rematch(on_document=bar.update)
    click.echo(f"{documents} documents matched anew; {candidates} candidates wait.")
