"""Take a picture of every page in three languages, two widths and two themes, and say what is wrong with any; ends with 1 then.

    python tools/pictures.py [--desk] [--only NAME …] [--languages ar en] [--widths 390] [--into FOLDER]

Loads the demonstration into a folder of its own, or looks at the record in MARSAD_DATA, and serves it on loopback. Looks for
violations that axe finds, sideways scrolling, errors of the console, and requests to elsewhere. `index.html` in the folder
shows the pictures side by side.
"""

from __future__ import annotations

import argparse
import html
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES, WIDTHS, THEMES = ("ar", "en", "ckb"), (390, 1280), ("light", "dark")
STYLE = """body{font:15px/1.5 system-ui,sans-serif;margin:1rem;background:#777;color:#fff}h2{margin:2rem 0 .3rem;font-size:1rem}
div{display:flex;gap:.6rem;overflow-x:auto;align-items:flex-start}figure{margin:0;flex:none}figcaption{font-size:.75rem}
a{color:#fff}img{display:block;height:26rem;object-fit:cover;object-position:top}img.w390{width:12rem}img.w1280{width:28rem}"""


@dataclass(slots=True)
class Found:
    """What was seen: how many pictures, and the faults, each with where it was met."""

    pictures: list[tuple[str, str, int, str]] = field(default_factory=list)
    faults: list[tuple[str, str, str]] = field(default_factory=list)
    visits: int = 0

    def note(self, where: str, kind: str, line: str) -> None:
        """Keep *line* as a fault of *kind*, and print it at once."""
        self.faults.append((kind, where, line))
        print(f"\r{where}: {kind}: {line}", flush=True)


def read_arguments() -> argparse.Namespace:
    """Return what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--desk", action="store_true", help="the desk's pages too")
    parser.add_argument("--only", nargs="+", default=[], metavar="NAME", help="only pages whose name begins so")
    parser.add_argument("--languages", nargs="+", default=LANGUAGES, choices=LANGUAGES)
    parser.add_argument("--widths", nargs="+", type=int, default=WIDTHS)
    parser.add_argument("--no-axe", action="store_true", help="pictures alone")
    parser.add_argument("--into", type=Path, default=ROOT / "var" / "pictures")
    return parser.parse_args()


@contextmanager
def record() -> Iterator[Path]:
    """Give the folder of the record: the one that MARSAD_DATA names, or a demonstration that is gone afterwards."""
    if os.environ.get("MARSAD_DATA"):
        yield Path(os.environ["MARSAD_DATA"])
        return
    with tempfile.TemporaryDirectory(prefix="marsad-pictures-") as folder:
        os.environ["MARSAD_DATA"] = folder
        subprocess.run([sys.executable, "-m", "marsad", "demo"], check=True, stdout=subprocess.DEVNULL)
        yield Path(folder)


def add_readers() -> None:
    """Let one reader follow, and one ask to: their pages open by a code alone."""
    from marsad.newsroom import follow
    from marsad.store.models import Follower

    for name in ("one", "two"):
        with suppress(follow.Refusal):
            asked = {"language": "ar", "frequency": "weekly", "subjects": ["all"], "caller": name}
            follow.ask_to_follow(f"{name}@reader.example", **asked)
    waiting = Follower.objects.exclude(ask_code="")
    if waiting.count() > 1:
        follow.confirm(follow.confirm_code(waiting[0]))


@contextmanager
def server() -> Iterator[str]:
    """Serve the record on a free port of loopback, and give its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    base = f"http://127.0.0.1:{port}"
    running = subprocess.Popen(
        [sys.executable, "-m", "marsad", "serve", "--port", str(port)],
        stdout=subprocess.DEVNULL,
        env={**os.environ, "MARSAD_REQUIRE_MFA": "no"},
    )
    try:
        for _ in range(300):
            with suppress(OSError), urllib.request.urlopen(f"{base}/robots.txt"):  # noqa: S310 - our own server
                break
            time.sleep(0.2)
        yield base
    finally:
        running.terminate()
        running.wait()


def look(visitor: Any, sight: Any, where: str, into: Path, found: Found, *, with_axe: bool) -> None:
    """See one page in both themes; an address of the desk that is an act, and no page, is passed over."""
    page = visitor.page
    if sight.name.startswith("desk-") and visitor.context.request.get(visitor.base + sight.path, max_redirects=0).status != 200:
        return
    page.emulate_media(color_scheme="light")
    answer = visitor.sees(sight)
    found.visits += 1
    if answer.status != sight.status:
        found.note(where, "answer", f"{answer.status}, not {sight.status}")
    for theme in THEMES:
        page.emulate_media(color_scheme=theme)
        name = f"{where.replace(' ', '-')}-{theme}.png"
        page.screenshot(path=into / name, full_page=True)
        found.pictures.append((sight.name, f"{where.partition(' ')[2]} {theme}", page.viewport_size["width"], name))
    for kind, line in visitor.troubles():
        found.note(where, kind, line)
    for line in visitor.finds("light") if with_axe else ():  # it stands in dark: of light, axe is asked for the colours alone
        found.note(where, "axe", line)


def visit(browser: Any, base: str, given: argparse.Namespace, found: Found) -> None:
    """See all that was asked for, and tell on the way how far it is."""
    from django.conf import settings
    from tests.browser.sights import desk_sights, public_sights, states_of_pages
    from tests.browser.visitor import Visitor
    from tqdm import tqdm

    def wanted(sights: Any) -> list[Any]:
        return [one for one in sights if not given.only or one.name.startswith(tuple(given.only))]

    told = {language: wanted(public_sights(language) + states_of_pages(language)) for language in given.languages}
    desk = wanted(desk_sights()) if given.desk else []
    total = len(given.widths) * sum(len(sights) + len(desk) for sights in told.values())
    with tqdm(total=total, unit=" pages") as bar:
        for language in given.languages:
            for width in given.widths:
                visitor = Visitor(browser, base, width, locale=language)
                visitor.context.add_cookies([{"name": settings.LANGUAGE_COOKIE_NAME, "value": language, "url": base}])
                visitor.page.goto(base)  # letters are optional: the first page of a new browser may stand without ours
                for sight in told[language] + desk:
                    if sight.name.startswith("desk-") and len(visitor.context.cookies()) == 1:
                        visitor.context.add_cookies([session(base, "layla")])
                    where = f"{sight.name} {language} {width}"
                    look(visitor, sight, where, given.into, found, with_axe=not given.no_axe)
                    bar.update()
                visitor.context.close()


def session(base: str, username: str) -> Any:
    """Return the cookie of somebody who signed in; nobody's password is known here."""
    from django.conf import settings
    from django.test import Client

    from marsad.store.models import Person

    client = Client()
    client.force_login(Person.objects.get(username=username), backend="allauth.account.auth_backends.AuthenticationBackend")
    return {"name": settings.SESSION_COOKIE_NAME, "value": client.cookies[settings.SESSION_COOKIE_NAME].value, "url": base}


def write_index(into: Path, found: Found) -> None:
    """Write a page on which the pictures stand side by side, a row a page."""
    rows: dict[str, list[str]] = {}
    for name, special, width, file in found.pictures:
        picture = f'<a href="{file}"><img loading="lazy" class="w{width}" src="{file}" alt=""></a>'
        rows.setdefault(name, []).append(f"<figure>{picture}<figcaption>{html.escape(special)}</figcaption></figure>")
    faults = "".join(f"<li>{html.escape(' · '.join(fault))}</li>" for fault in found.faults)
    body = "".join(f"<h2>{html.escape(name)}</h2><div>{''.join(cells)}</div>" for name, cells in rows.items())
    head = f'<!doctype html><html lang="en"><meta charset="utf-8"><title>Pictures</title><style>{STYLE}</style>'
    (into / "index.html").write_text(f"{head}<h1>Pictures</h1><ul>{faults}</ul>{body}</html>", encoding="utf-8")


def main() -> int:
    """Return 1 where anything is wrong."""
    given = read_arguments()
    given.into.mkdir(parents=True, exist_ok=True)
    sys.path.insert(0, str(ROOT))
    is_own = not os.environ.get("MARSAD_DATA")
    os.environ |= {"DJANGO_SETTINGS_MODULE": "marsad.settings", "DJANGO_ALLOW_ASYNC_UNSAFE": "1"}
    found = Found()
    with record():
        import django

        django.setup()
        from playwright.sync_api import sync_playwright
        from tests.browser.visitor import FLAGS, find_chromium

        if is_own:
            add_readers()
        path = find_chromium()
        if path is None:
            sys.exit("the pictures need Chromium: run `make install-test`, which installs it or says how")
        with server() as base, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
            visit(browser, base, given, found)
            browser.close()
    write_index(given.into, found)
    names = {name for name, *_ in found.pictures}
    print(
        f"{len(names)} pages and states of pages, {found.visits} visits, {len(found.pictures)} pictures: {given.into}/index.html"
    )
    print(f"{len(found.faults)} faults: {dict(Counter(kind for kind, *_ in found.faults))}")
    return bool(found.faults)


if __name__ == "__main__":
    sys.exit(main())
