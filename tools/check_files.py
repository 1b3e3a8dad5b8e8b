"""Check what ruff does not: length of files, first sentences, compiled catalogues, and words that must not be committed."""

import re
import subprocess
import sys
from pathlib import Path

LONGEST = 300
FORBIDDEN = re.compile(r"(^|[^a-z])/(wor[k]|far[m]|roo[t])/|py[p]i\.org|python[h]osted|npm[j]s\.org|deb\.[d]ebian\.org")


def tracked(*patterns: str) -> list[Path]:
    """Return the files that git tracks below *patterns*."""
    listed = subprocess.run(["git", "ls-files", "-z", *patterns], capture_output=True, text=True, check=True).stdout
    return [Path(name) for name in listed.split("\0") if name and Path(name).is_file()]


def faults() -> list[str]:
    """Return a line for each fault."""
    found = []
    for path in tracked("src/*.py"):
        if "migrations" in path.parts:
            continue
        text = path.read_text(encoding="utf-8")
        if (lines := text.count("\n")) > LONGEST:
            found.append(f"{path}: {lines} lines; split it by subject ({LONGEST} at most)")
        if not text.startswith('"""'):
            found.append(f"{path}: begins with no sentence that says what lives here")
    for path in tracked():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        if match := FORBIDDEN.search(text):
            found.append(f"{path}: names a machine's path or a registry's host ({match.group().strip()})")
    for path in tracked("src/*.po"):
        compiled = subprocess.run(["msgfmt", "--check", "-o", "-", str(path)], capture_output=True, check=False)
        kept = path.with_suffix(".mo")
        if compiled.returncode or not kept.exists() or kept.read_bytes() != compiled.stdout:
            found.append(f"{path}: its .mo is missing or old; run `make messages`")
    return found


if __name__ == "__main__":
    rows = faults()
    print("\n".join(rows), file=sys.stderr)
    sys.exit(bool(rows))
