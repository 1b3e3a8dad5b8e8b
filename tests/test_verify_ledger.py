"""The program for strangers passes no export that departs from the documented format, however well its hashes agree."""

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = Path(__file__).resolve().parents[1] / "tools/verify_ledger.py"
GENESIS = "0" * 64


def canonical(value):
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def sha256(text):
    return hashlib.sha256(text.encode()).hexdigest()


def ledger(*payloads, at="2026-01-02T03:04:05.000006+00:00"):
    """Return the lines of an export whose entries bear *payloads*, sealed as the format says."""
    lines, previous = [], GENESIS
    for sequence, payload in enumerate(payloads, 1):
        sealed = {"actor": "عمر", "at": at, "kind": "promise.published", "previous_hash": previous, "sequence": sequence}
        previous = sha256(canonical(sealed | {"payload_sha256": sha256(payload)}))
        lines.append(canonical(sealed | {"payload": payload, "hash": previous}))
    head = {"entries": len(payloads), "format": "marsad-ledger", "genesis": GENESIS, "head": previous, "version": 1}
    return [canonical(head), *lines]


SOUND = ledger('{"a":1}', '{"b":"سطر"}')


def checked(tmp_path, lines, heads=None, end="\n"):
    export = tmp_path / "ledger.jsonl"
    export.write_bytes("".join(line + end for line in lines).encode())
    words = [sys.executable, "-I", str(PROGRAM), str(export)]
    if heads is not None:
        (tmp_path / "heads").write_text(heads, encoding="utf-8")
        words.append(str(tmp_path / "heads"))
    return subprocess.run(words, capture_output=True, text=True, check=False)


def test_a_sound_export_holds(tmp_path):
    assert checked(tmp_path, SOUND).returncode == 0
    assert checked(tmp_path, ledger()).returncode == 0


@pytest.mark.parametrize(
    "payload", ['{"a":1.0}', '{"a":NaN}', '{"a":9007199254740992}', "[1]", '{"a": 1}', '{"b":1,"a":2}', '{"a":1,"a":1}']
)
def test_a_payload_that_is_not_canonical_is_found_though_its_hash_agrees(tmp_path, payload):
    assert checked(tmp_path, ledger(payload)).returncode == 1


@pytest.mark.parametrize("at", ["2026-01-02T03:04:05Z", "2026-01-02T03:04:05.000006+03:00", "٢٠٢٦-01-02T03:04:05.000006+00:00"])
def test_a_moment_in_another_form_is_found_though_its_hash_agrees(tmp_path, at):
    assert checked(tmp_path, ledger('{"a":1}', at=at)).returncode == 1


@pytest.mark.parametrize(
    "lines",
    [
        [SOUND[0], SOUND[1].replace('","', '", "', 1), SOUND[2]],
        [SOUND[0], '{"actor":"else",' + SOUND[1][1:], SOUND[2]],
        [SOUND[0].replace(GENESIS, "1" * 64), *SOUND[1:]],
        SOUND[:2],
        [SOUND[0], SOUND[2], SOUND[1]],
    ],
    ids=["blanks", "a member twice", "another genesis", "cut short", "reordered"],
)
def test_a_file_that_readers_could_read_in_two_ways_does_not_hold(tmp_path, lines):
    assert checked(tmp_path, lines).returncode == 1


def test_lines_end_as_documented(tmp_path):
    assert checked(tmp_path, SOUND, end="\r\n").returncode == 1


@pytest.mark.parametrize(
    "line",
    ["", "[" * 100_000, SOUND[1].replace('"sequence":1', '"sequence":"1"'), SOUND[1].replace('"sequence":1', '"sequence":true')],
)
def test_what_is_no_entry_is_told_in_words(tmp_path, line):
    done = checked(tmp_path, [SOUND[0], line])
    assert done.returncode == 2
    assert "line 2" in done.stderr
    assert "Traceback" not in done.stderr


LAST = json.loads(SOUND[2])["hash"]


@pytest.mark.parametrize("form", ["2 {}", "2026-01-02 · 2 · {}", "2026-01-02         2       2  {}"])
def test_kept_heads_are_read_in_each_form_in_which_they_are_given_out(tmp_path, form):
    assert checked(tmp_path, SOUND, form.format(LAST)).returncode == 0
    assert checked(tmp_path, SOUND, form.format("f" * 64)).returncode == 1


@pytest.mark.parametrize("heads", ["", "abc\n", "2 abc\n"])
def test_a_file_without_heads_is_never_taken_for_agreement(tmp_path, heads):
    done = checked(tmp_path, SOUND, heads)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
