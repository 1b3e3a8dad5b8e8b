"""Run an encoder in a process of its own: if its C code dies on a text, the road gets an error and goes on."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

from marsad import plugins


class EncoderDied(RuntimeError):
    """The encoder's process ended in the middle of its work."""


class EncoderCannotStart(EncoderDied, plugins.ToolError):
    """The encoder's process ended before its first answer: so would the next."""


class ApartEncoder:
    """An encoder behind a pipe. A new process is started after one dies; the texts that killed it raise EncoderDied."""

    def __init__(self, name: str) -> None:
        """Start the process for the encoder called *name*. Raises EncoderCannotStart where that says why on standard error."""
        self.name = name
        self._process = self._start()
        try:
            self.version = str(self._ask([])["version"])
        except EncoderDied as error:
            raise EncoderCannotStart(f"encoder {name} cannot start in a process of its own; try it without `apart`") from error

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one unit row a text. Raises EncoderDied where the process ends before it answers."""
        answer = self._ask(list(texts))
        rows, columns = answer["shape"]
        assert self._process.stdout is not None
        body = self._process.stdout.read(rows * columns * 4)
        if len(body) != rows * columns * 4:
            raise EncoderDied(f"encoder {self.name} ended while answering for {len(texts)} texts")
        return np.frombuffer(body, dtype="<f4").reshape(rows, columns)

    def close(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.communicate()

    def _start(self) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "marsad.encoders.apart", self.name]
        return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # noqa: S603 - our own module

    def _ask(self, texts: list[str]) -> dict[str, Any]:
        if self._process.poll() is not None:
            self.close()
            self._process = self._start()
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        try:
            self._process.stdin.write(json.dumps(texts).encode("ascii") + b"\n")
            self._process.stdin.flush()
            line = self._process.stdout.readline()
        except BrokenPipeError:
            line = b""
        if not line:
            self._process.wait()
            raise EncoderDied(f"encoder {self.name} ended ({self._process.returncode}) on {len(texts)} texts")
        return dict(json.loads(line))


def use() -> ApartEncoder:
    """Return USE in a process of its own."""
    return ApartEncoder("use")


def e5() -> ApartEncoder:
    """Return e5 in a process of its own."""
    return ApartEncoder("e5")


def serve(name: str, asked: IO[bytes], answered: IO[bytes]) -> None:
    """Answer lines of JSON texts with a JSON line of shape and version, then the rows, until *asked* ends."""
    encoder = plugins.load("encoder", name)
    for line in asked:
        rows = encoder.encode(json.loads(line))
        answered.write(json.dumps({"shape": rows.shape, "version": encoder.version}).encode("ascii") + b"\n")
        answered.write(rows.astype("<f4").tobytes())
        answered.flush()


if __name__ == "__main__":
    serve(sys.argv[1], sys.stdin.buffer, sys.stdout.buffer)
