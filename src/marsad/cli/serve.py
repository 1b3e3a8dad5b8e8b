"""`marsad serve`: the site and the desk, by gunicorn."""

from __future__ import annotations

import gc
from typing import Any

import click
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from django.db import connections
from gunicorn.app.base import BaseApplication

from marsad.cli.stack import with_room
from marsad.mirror.ask import Reader
from marsad.mirror.places import Address
from marsad.store.models import Promise

_OBJECTS = 20_000  # made before Python looks for garbage among them: a page makes about as many, and leaves none


class Server(BaseApplication):  # type: ignore[misc]
    """Gunicorn with its options given here, not on its own command line."""

    def __init__(self, options: dict[str, Any]) -> None:
        self.options = options
        super().__init__()

    def load_config(self) -> None:
        """Take the options over."""
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """Return the application as it is after its first readers, before the processes part.

        What was loaded stands in memory once for all of them, and is not looked through for garbage any more.
        """
        application = with_room(get_wsgi_application())
        _read_once()
        connections.close_all()  # a process must not use the connection of another
        gc.collect()
        gc.freeze()
        gc.set_threshold(_OBJECTS)
        return application


def _read_once() -> None:
    """Ask for pages as a reader would: the first to ask would wait for seconds, while addresses and templates are read."""
    reader = Reader()
    keys = Promise.objects.published().values_list("key", flat=True)[:1]
    for path in ("/", "/promises/", *(f"/promises/{key}/" for key in keys)):
        reader.ask(Address(path))


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
@click.option("--workers", default=2, show_default=True)
def command(host: str, port: int, workers: int) -> None:
    """Serve the site and the desk until Ctrl-C."""
    call_command("migrate", verbosity=0, interactive=False)
    click.echo(f"The site is at http://{host}:{port}/ and the desk at http://{host}:{port}/desk/ (Ctrl-C ends it)")
    options = {"bind": f"{host}:{port}", "workers": workers, "threads": 4, "worker_class": "gthread"}
    Server(options | {"preload_app": True, "loglevel": "warning"}).run()
