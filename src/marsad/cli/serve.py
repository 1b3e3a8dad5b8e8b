"""`marsad serve`: the site and the desk, by gunicorn."""

from __future__ import annotations

import gc
from typing import Any

import click
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from gunicorn.app.base import BaseApplication

from marsad.cli.stack import with_room


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
        """Return the application; what was loaded with it is not looked through for garbage any more."""
        application = with_room(get_wsgi_application())
        gc.collect()
        gc.freeze()
        return application


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
@click.option("--workers", default=2, show_default=True)
def command(host: str, port: int, workers: int) -> None:
    """Serve the site and the desk until Ctrl-C."""
    call_command("migrate", verbosity=0, interactive=False)
    click.echo(f"The site is at http://{host}:{port}/ and the desk at http://{host}:{port}/desk/ (Ctrl-C ends it)")
    Server({"bind": f"{host}:{port}", "workers": workers, "threads": 4, "worker_class": "gthread", "loglevel": "warning"}).run()
