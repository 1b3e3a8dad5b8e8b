"""Cut the letters that nearly every page needs out of the whole fonts, so that a first view on a weak line is light.

Four files a weight: Arabic letters with those of Kurdish and Persian (a word must not change fonts amid its letters), the digits
of both, signs with Western digits, Latin letters. The whole files stay beside them for what is rarer; the ranges in marsad.css
send each letter to its file.

Not part of what the tests or the service need: run it by hand where fontTools (MIT) and brotli (MIT) are installed,
`python tools/subset_fonts.py`, when a letter is to be added. The Open Font License reserves the name Plex: a cut has another.
"""

from __future__ import annotations

from pathlib import Path

from fontTools.subset import Options, Subsetter, parse_unicodes
from fontTools.ttLib import TTFont

FONTS = Path(__file__).resolve().parent.parent / "src" / "marsad" / "site" / "static" / "marsad" / "fonts"
CUTS = {
    "letters": (
        "arabic",
        "060C,061B,061F,0621-063A,0640-0652,0670,0671,067E,0686,0695,0698,06A4,06A9,06AF,06B5,06BE,06C6,06CC,06CE,06D5",
    ),
    "digits": ("arabic", "0660-066D,06F0-06F9"),
    "signs": (
        "latin",
        "0020-0022,0025,0028-002F,0030-003B,003F,00A0,00AB,00B7,00BB,00D7,2013,2014,2018-201D,2022,2026,2039-203A,2190-2193,2212",
    ),
    "latin": ("latin", "0023,0024,0026,0027,003C-003E,0040-007E"),
}
_NAMES = (1, 3, 4, 6, 16)  # of the name table: family, identifier, full name, PostScript name, typographic family


def cut(name: str, source: str, characters: str, weight: int) -> Path:
    """Write the cut *name* of the font *source* in *weight*; return where."""
    font = TTFont(FONTS / f"plex-{source}-{weight}.woff2")
    options = Options()
    options.flavor, options.hinting, options.name_IDs = "woff2", False, ["*"]
    if source == "latin":
        options.layout_features = ["kern"] if name == "signs" else []  # fractions and the like are never asked for
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=parse_unicodes(characters))
    subsetter.subset(font)
    for record in font["name"].names:
        if record.nameID in _NAMES:
            record.string = f"Marsad-{name}-{weight}" if record.nameID == 6 else f"Marsad {name} {weight}"
    font["name"].names = [record for record in font["name"].names if record.nameID in (*_NAMES, 0, 2, 13, 14)]
    font.flavor = "woff2"
    path = FONTS / f"{name}-{weight}.woff2"
    font.save(path)
    return path


if __name__ == "__main__":
    for weight in (400, 600):
        for name, (source, characters) in CUTS.items():
            written = cut(name, source, characters, weight)
            print(f"{written.name:20} {written.stat().st_size:7} bytes")
