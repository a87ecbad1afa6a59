"""Which font prints which character.

A role (song, kai, fangsong, hei) is a stack of font files. A character is printed by the first font that maps it *and*
draws something for it: some fonts map a rare character to an empty glyph, and the paper would stay blank (uming and
ukai do so with 䶮). A character that no font draws refuses the print.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import assert_never

from printing.errors import MissingGlyph
from printing.truetype import MappedFace

_BLANKS = frozenset(" \u00a0\u2002\u2003\u3000")
"""Characters whose glyph is meant to be empty."""

_NOT_WRITING = frozenset({"Cc", "Cf", "Co", "Cs", "Zl", "Zp"})
"""Categories of Unicode that are no writing: controls, directions, joiners, private use, halves, separators.

BabelStone draws them, too: as dotted boxes, and in private use as signs of its own.
"""

_VARIATION_SELECTORS = frozenset(map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))))
"""They ask for another shape of the character before them; fonts that cannot give it draw a dotted box."""

_DEBIAN = Path("/usr/share/fonts")


def is_writing(char: str) -> bool:
    """Whether a character is one that people read; the others must never leave ink, whatever a font has for them."""
    return unicodedata.category(char) not in _NOT_WRITING and char not in _VARIATION_SELECTORS


class FontRole(Enum):
    """The voice of a text; which files speak it is configuration."""

    SONG = "song"
    """Body and titles of documents."""
    KAI = "kai"
    """What is written into a form."""
    FANGSONG = "fangsong"
    """The body of official documents, 仿宋 (GB/T 9704-2012, 5.2.2)."""
    HEI = "hei"
    """Headings, and what must be read from afar."""


@dataclass(frozen=True)
class FontFile:
    """A font on disk.

    Attributes:
        path: the TrueType file or collection.
        index: which font of a collection.
        only: the characters that it is asked for; empty for all.
    """

    path: Path
    index: int = 0
    only: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class FontBook:
    """The font files of each role, first choice first.

    Attributes:
        dots: what a receipt printer's ROM lacks; drawn as dots and never embedded, so outlines of any kind will do.
    """

    song: tuple[FontFile, ...]
    kai: tuple[FontFile, ...]
    fangsong: tuple[FontFile, ...]
    hei: tuple[FontFile, ...]
    dots: tuple[FontFile, ...]

    def files(self, role: FontRole) -> tuple[FontFile, ...]:
        """Return the stack of a role."""
        match role:
            case FontRole.SONG:
                return self.song
            case FontRole.KAI:
                return self.kai
            case FontRole.FANGSONG:
                return self.fangsong
            case FontRole.HEI:
                return self.hei
            case _:
                assert_never(role)

    def missing(self) -> tuple[Path, ...]:
        """Return the files that are not there; for ``kiosk diagnose`` and the check at start."""
        stacks = (*(self.files(role) for role in FontRole), self.dots)
        every = dict.fromkeys(file.path for stack in stacks for file in stack)
        return tuple(path for path in every if not path.is_file())


_BABELSTONE = FontFile(_DEBIAN / "truetype/babelstone/BabelStoneHan.ttf")
_HANA_A = FontFile(_DEBIAN / "truetype/hanazono/HanaMinA.ttf")
_HANA_B = FontFile(_DEBIAN / "truetype/hanazono/HanaMinB.ttf")
_LXGW = FontFile(_DEBIAN / "truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf")
_LXGW_LIGHT = FontFile(_LXGW.path.with_name("LXGWWenKai-Light.ttf"))
_MICROHEI = FontFile(_DEBIAN / "truetype/wqy/wqy-microhei.ttc")
_NOTO_SC = FontFile(_DEBIAN / "opentype/noto/NotoSansCJK-Regular.ttc", index=2)

_MONO_ASCII = FontFile(_LXGW.path.with_name("LXGWWenKaiMono-Bold.ttf"), only=frozenset(map(chr, range(0x21, 0x7F))))
"""Letters and digits half an em wide, as a receipt's half cells are."""

_LXGW_MARKS = FontFile(_LXGW.path, only=frozenset("，。、；：！？（）《》“”‘’…—·"))
"""BabelStone sets its marks in the middle of their cell, as in Taiwan; GB/T 15834 wants them at its lower left."""

DEBIAN_FONTS = FontBook(
    song=(_LXGW_MARKS, _BABELSTONE, _HANA_A, _HANA_B),
    kai=(_LXGW, _BABELSTONE, _HANA_A, _HANA_B),
    fangsong=(_LXGW_LIGHT, _BABELSTONE, _HANA_A, _HANA_B),
    hei=(_MICROHEI, _BABELSTONE, _HANA_A, _HANA_B),
    dots=(_MONO_ASCII, _NOTO_SC, _BABELSTONE, _HANA_A, _HANA_B),
)
"""Debian 12: fonts-babelstone-han, fonts-hanazono, fonts-lxgw-wenkai, fonts-noto-cjk, fonts-wqy-microhei.

Every role reaches every Han character of GB 18030-2022 level 3 (87 875 of the basic block to extension F). HanaMin
draws Japanese forms, so it comes last. Debian has no FangSong for simplified characters; the light WenKai, drawn after
one, stands in its place until a hall names its own.
"""

_JAPANESE_FACES = (b"HanaMinA", b"HanaMinB")
"""PostScript names of fonts that draw Japanese forms: 直 骨 令 differ from what GB 18030 shows."""

_REMEMBERED = 4096
"""Characters a stack remembers; a county's ordinary papers use fewer."""


@dataclass(frozen=True)
class Run:
    """Neighbouring characters of one font.

    Attributes:
        text: the characters.
        face: the font that draws them.
        width: their advance in thousandths of the font size.
    """

    text: str
    face: MappedFace
    width: float


class FontStack:
    """The fonts of one role, opened as they are needed."""

    def __init__(self, *, files: tuple[FontFile, ...], face: Callable[[FontFile], MappedFace]) -> None:
        self._files = files
        self._face = face
        self._known: dict[str, tuple[MappedFace, float]] = {}

    def forget(self) -> None:
        """Forget which characters were looked up."""
        self._known.clear()

    def resolve(self, char: str) -> tuple[MappedFace, int] | None:
        """Return the first face that draws the character, and its glyph; None when no font has it or it is no writing.

        Raises FontError when a file that would have to be asked is missing or broken.
        """
        if not is_writing(char):
            return None
        code = ord(char)
        blank = char in _BLANKS
        for file in self._files:
            if file.only and char not in file.only:
                continue
            face = self._face(file)
            glyph = face.character_map.find(code)
            if glyph and (blank or face.draws(glyph)):
                return face, glyph
        return None

    def runs(self, text: str, *, element: str) -> tuple[Run, ...]:
        """Split a text into runs of one font each.

        Raises MissingGlyph naming ``element``, and FontError as :meth:`resolve` does.
        """
        runs: list[Run] = []
        for char in text:
            face, width = self._advance(char, element)
            if runs and runs[-1].face is face:
                runs[-1] = Run(runs[-1].text + char, face, runs[-1].width + width)
            else:
                runs.append(Run(char, face, width))
        return tuple(runs)

    def japanese_forms(self, text: str) -> tuple[str, ...]:
        """Return the Chinese characters, each once, that only a font of Japanese forms draws.

        A clerk should look at such a paper before it is handed out. Raises FontError as :meth:`resolve` does.
        """
        han = (char for char in dict.fromkeys(text) if unicodedata.name(char, "").startswith("CJK "))
        found = ((char, self.resolve(char)) for char in han)
        return tuple(char for char, drawn in found if drawn and drawn[0].name in _JAPANESE_FACES)

    def width(self, text: str, *, element: str) -> float:
        """Return the advance of a text in thousandths of the font size; raises as :meth:`runs`."""
        return sum(self._advance(char, element)[1] for char in text)

    def _advance(self, char: str, element: str) -> tuple[MappedFace, float]:
        known = self._known.get(char)
        if known is None:
            found = self.resolve(char)
            if found is None:
                raise MissingGlyph(element=element, code_point=ord(char))
            face, glyph = found
            known = face, face.advance(glyph)
            if len(self._known) < _REMEMBERED:
                self._known[char] = known
        return known


class FontLibrary:
    """Opens each font file once, when first needed, and lets all go on :meth:`release`.

    Not safe for two threads: whoever prints owns a library.
    """

    def __init__(self, *, book: FontBook) -> None:
        self._book = book
        self._open: dict[tuple[Path, int], MappedFace] = {}
        self._stacks: dict[FontRole, FontStack] = {}

    def stack(self, role: FontRole) -> FontStack:
        """Return the fonts of a role."""
        if role not in self._stacks:
            self._stacks[role] = FontStack(files=self._book.files(role), face=self._face)
        return self._stacks[role]

    def release(self) -> None:
        """Close every file and forget which characters were looked up; the next use opens them again."""
        for stack in self._stacks.values():
            stack.forget()
        for face in self._open.values():
            face.close()
        self._open.clear()

    def _face(self, file: FontFile) -> MappedFace:
        face = self._open.get((file.path, file.index))
        if face is None:
            face = self._open[file.path, file.index] = MappedFace(path=file.path, index=file.index)
        return face
