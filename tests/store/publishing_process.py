"""A process that publishes on request, and may be killed at it: `python -m tests.store.publishing_process`.

It reads a line "assessment editor" (their numbers) and forks (it has no threads, which a fork would leave half behind); the
child writes "at PID" once it is connected. The next line asks it to wait for the child, which it answers with "over".
"""

import os
import sys
import traceback

import django


def main() -> None:
    django.setup()
    from django.db import connection

    from marsad.newsroom import publish
    from marsad.store.models import Person

    while line := sys.stdin.readline():
        assessment, editor = map(int, line.split())
        child = os.fork()
        if child == 0:
            try:
                person = Person.objects.get(pk=editor)
                connection.ensure_connection()
                print("at", os.getpid(), flush=True)
                publish.publish(assessment, person)
            except BaseException:  # noqa: BLE001 - whoever waits for it is told
                traceback.print_exc()
                print("failed", os.getpid(), flush=True)
            finally:
                os._exit(0)  # nothing is tidied up twice
        sys.stdin.readline()
        os.waitpid(child, 0)
        print("over", flush=True)


if __name__ == "__main__":
    main()
