"""Makes the fonts of this folder: Source Sans 3 and Source Serif 4, with fewer glyphs and, as their licence asks of a changed font, another name.

    npm pack source-sans@3.52.0 source-serif@4.5.1     # unpack both
    python subset.py SANS/OTF SERIF/OTF OUT            # needs fonttools
"""

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

RANGES = [
    (0x20, 0x7E), (0xA0, 0x24F), (0x2BB, 0x2BC), (0x2C6, 0x2DD), (0x300, 0x304), (0x306, 0x30C), (0x327, 0x328),
    (0x386, 0x3CE), (0x400, 0x45F), (0x490, 0x491), (0x1E80, 0x1E85), (0x1EA0, 0x1EF9), (0x2000, 0x200B),
    (0x2010, 0x2015), (0x2018, 0x2022), (0x2026, 0x2026), (0x202F, 0x202F), (0x2030, 0x2033), (0x2039, 0x203A), (0x2044, 0x2044),
    (0x20A9, 0x20BF), (0x2113, 0x2122), (0x2190, 0x2199), (0x21D2, 0x21D2), (0x2212, 0x2212), (0x2248, 0x2248), (0x2260, 0x2265), (0x25A0, 0x25FF),
    (0x2610, 0x2611), (0x2713, 0x2718),
]
FEATURES = ["kern", "mark", "mkmk", "ccmp", "locl", "case", "lnum", "tnum", "pnum"]
FACES = {
    "sans": ("SourceSans3", ["Regular", "It", "Semibold"], "Sartor Sans"),
    "serif": ("SourceSerif4", ["Regular", "It", "Semibold"], "Sartor Serif"),
}


def main(sans, serif, out):
    for kind, folder in (("sans", sans), ("serif", serif)):
        prefix, styles, family = FACES[kind]
        for style in styles:
            options = subset.Options(layout_features=FEATURES, name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14, 16, 17], hinting=False,
                                     notdef_outline=True, glyph_names=False, drop_tables=["DSIG", "BASE"])
            font = subset.load_font(f"{folder}/{prefix}-{style}.otf", options)
            subsetter = subset.Subsetter(options)
            subsetter.populate(unicodes=[code for first, last in RANGES for code in range(first, last + 1)])
            subsetter.subset(font)
            named = {"It": "Italic"}.get(style, style)
            rename(font, family, named)
            font.save(Path(out) / f"{family.replace(' ', '')}-{named}.otf")


def rename(font: TTFont, family, style):
    legacy, plain = (family, style) if style in ("Regular", "Italic") else (f"{family} {style}", "Regular")
    post = f"{family.replace(' ', '')}-{style}"
    for entry in font["name"].names:
        text = {1: legacy, 2: plain, 3: f"1.0;{post}", 4: f"{family} {style}", 6: post, 16: family, 17: style}.get(entry.nameID)
        if text:
            entry.string = text
    top = font["CFF "].cff
    top.fontNames = [post]
    top.topDictIndex[0].FullName, top.topDictIndex[0].FamilyName = f"{family} {style}", family
    font["head"].modified = font["head"].created


if __name__ == "__main__":
    main(*sys.argv[1:4])
