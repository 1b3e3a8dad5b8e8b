"""Cut what nearly every page needs out of the whole fonts into one file a weight, so that a first view on a weak line is light.

Arabic letters with those of Kurdish and Persian, signs, Western digits and Latin letters come together: a line is never set half
in our font and half in the phone's. Arabic-Indic digits, which readers choose, have a file of their own. The whole files stay
beside them for what is rarer; the ranges in marsad.css send each letter to its file.

Not part of what the tests or the service need: run it by hand where fontTools (MIT) and brotli (MIT) are installed,
`python tools/subset_fonts.py`, when a letter is to be added. The Open Font License reserves the name Plex: a cut has another.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from fontTools.merge import Merger
from fontTools.subset import Options, Subsetter, parse_unicodes
from fontTools.ttLib import TTFont

FONTS = Path(__file__).resolve().parent.parent / "src" / "marsad" / "site" / "static" / "marsad" / "fonts"
LETTERS = "060C,061B,061F,0621-063A,0640-0652,0670,0671,067E,0686,0695,0698,06A4,06A9,06AF,06B5,06BE,06C6,06CC,06CE,06D5"
DIGITS = "0660-066D,06F0-06F9"
LATIN = "0020-007E,00A0,00AB,00B7,00BB,00D7,2013,2014,2018-201D,2022,2026,2039-203A,2190-2193,2212"
CUTS = {"text": {"arabic": LETTERS, "latin": LATIN}, "digits": {"arabic": DIGITS}}
_NAMES = (1, 3, 4, 6, 16)  # of the name table: family, identifier, full name, PostScript name, typographic family
_KEPT = (*_NAMES, 0, 2, 13, 14)  # and copyright, style, licence and its address


def _part(source: str, characters: str, weight: int) -> TTFont:
    font = TTFont(FONTS / f"plex-{source}-{weight}.woff2")
    options = Options()
    options.hinting, options.name_IDs = False, ["*"]
    if source == "latin":
        options.layout_features = []  # fractions, old figures and the like are never asked for
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=parse_unicodes(characters))
    subsetter.subset(font)
    font.flavor = None
    return font


def cut(name: str, weight: int) -> Path:
    """Write the cut *name* in *weight*; return where."""
    with TemporaryDirectory() as folder:
        parts = []
        for source, characters in CUTS[name].items():
            parts.append(f"{folder}/{source}.ttf")
            _part(source, characters, weight).save(parts[-1])
        font = Merger().merge(parts) if len(parts) > 1 else TTFont(parts[0])
    for record in font["name"].names:
        if record.nameID in _NAMES:
            record.string = f"Marsad-{name}-{weight}" if record.nameID == 6 else f"Marsad {name} {weight}"
    font["name"].names = [record for record in font["name"].names if record.nameID in _KEPT]
    font.flavor = "woff2"
    path = FONTS / f"{name}-{weight}.woff2"
    font.save(path)
    return path


if __name__ == "__main__":
    for each in CUTS:
        for thickness in (400, 600):
            written = cut(each, thickness)
            print(f"{written.name:20} {written.stat().st_size:7} bytes")
