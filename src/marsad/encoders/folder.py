"""Run a sentence-transformers model from a folder of this machine. The library is for the operator to install."""

from __future__ import annotations

import os
from collections.abc import Sequence
from hashlib import blake2b
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from marsad.encoders.clean import clean
from marsad.encoders.options import Options, read_options
from marsad.encoders.use import unit
from marsad.plugins import ToolError

_WEIGHTS = ("*.safetensors", "pytorch_model*.bin")
_STAND_IN = b"version https://git-lfs"  # what lies in a clone where the weights were not fetched
_ENDS = 2**20  # bytes read at both ends of a large file, to know one model from another


class FolderEncoder:
    """A sentence-transformers model on one thread of the processor, one text at a time: no text is padded for another's sake."""

    def __init__(self, folder: str, options: Options | None = None) -> None:
        """Load the model. Raises ToolError, saying what is missing, where the folder or the library will not do."""
        path = Path(folder).expanduser()
        check_folder(path)
        self._options = options or read_options()
        self.name = f"sentence-transformers:{folder}"
        self.version = self._options.signed(fingerprint(path))
        self._model = _load(path)
        rows = self._rows(["مرصد الوعود"])
        self._dimensions = rows.shape[1]

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one unit row a text, shape (len(texts), dimensions). Raises ValueError where the model gives no numbers."""
        if not texts:
            return np.zeros((0, self._dimensions), dtype=np.float32)
        return self._rows(texts)

    def _rows(self, texts: Sequence[str]) -> NDArray[np.float32]:
        wanted = [self._options.prefix + clean(text) for text in texts]
        told = self._model.encode(wanted, batch_size=1, convert_to_numpy=True, show_progress_bar=False)
        rows = np.asarray(told, dtype=np.float32)
        if rows.shape[0] != len(texts) or rows.ndim != 2 or not np.isfinite(rows).all():
            raise ValueError(f"{self.name} gave no usable vectors, shape {rows.shape}")
        return unit(rows)


def check_folder(path: Path) -> None:
    """Raise ToolError, saying what is missing, where no whole model lies at *path*."""
    if not path.is_dir():
        raise ToolError(f"there is no folder {path}; give the folder of a sentence-transformers model, as `save` wrote it")
    if not (path / "modules.json").is_file() and not (path / "config.json").is_file():
        raise ToolError(f"{path} holds no model: neither modules.json nor config.json is in it")
    weights = [file for pattern in _WEIGHTS for file in sorted(path.rglob(pattern))]
    if not weights and not _is_static(path):
        raise ToolError(f"{path} holds no weights (*.safetensors or pytorch_model.bin); copy the whole folder")
    for file in weights:
        with file.open("rb") as opened:
            if opened.read(len(_STAND_IN)) == _STAND_IN:
                raise ToolError(f"{file} only stands in for the weights; fetch them where you cloned the model (git lfs pull)")


def _is_static(path: Path) -> bool:
    """Return whether the model is a bag of words, which needs no weights."""
    return any(path.rglob("wordembedding_config.json"))


def fingerprint(path: Path) -> str:
    """Return what tells the model at *path* from another: small files whole, large ones by their size and both ends."""
    digest = blake2b(digest_size=8)
    for file in sorted(one for one in path.rglob("*") if one.is_file() and one.suffix.lower() not in (".md", ".lock")):
        if any(part.startswith(".") for part in file.relative_to(path).parts):
            continue
        size = file.stat().st_size
        digest.update(f"{file.relative_to(path).as_posix()} {size}\n".encode())
        with file.open("rb") as opened:
            digest.update(opened.read(_ENDS))
            if size > 2 * _ENDS:
                opened.seek(-_ENDS, os.SEEK_END)
            digest.update(opened.read(_ENDS))
    return digest.hexdigest()


def _load(path: Path) -> Any:
    for name in ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE", "HF_HUB_DISABLE_TELEMETRY"):
        os.environ[name] = "1"  # read when the libraries are first imported: without them a hub is asked for what is missing
    try:
        import torch
        from sentence_transformers import SentenceTransformer
    except ImportError as error:
        raise ToolError(
            f"sentence-transformers cannot be imported ({error}): it is no part of Marsad; install it into the same environment, "
            "`pip install sentence-transformers`, and see docs/en/encoders.md"
        ) from error
    torch.set_num_threads(1)  # an engine runs a worker on each core
    try:
        return SentenceTransformer(str(path), device="cpu", local_files_only=True, trust_remote_code=False)
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RuntimeError, ImportError) as error:
        raise ToolError(f"{path} cannot be loaded: {type(error).__name__}: {str(error)[:300]}") from error
