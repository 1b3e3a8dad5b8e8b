"""Where the files that Marsad ships lie: codebooks, outlets, governments, gazetteers, the demonstration. Read only."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
# In a wheel they lie inside the package, in a checkout beside `src`.
SHIPPED = _PACKAGE / "data" if (_PACKAGE / "data").is_dir() else _PACKAGE.parent.parent / "data"
