"""Run `python -m marsad` as the `marsad` command."""

from marsad.cli import main

main()
