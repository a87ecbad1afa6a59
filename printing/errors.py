"""Errors of the printing package.

PrintingError
├── FontError              a font file is missing or cannot be used
├── FormError              a form file breaks a rule
├── ContentError           this content cannot go onto this paper; a person has to decide
│   ├── MissingGlyph       no font has a character
│   ├── ElementMissing     a required element has no value, or one of the wrong kind
│   ├── ElementOverflow    a value does not fit its place, even shrunk and wrapped
│   └── PictureUnusable    a photo or seal that cannot be printed
└── CalibrationError       a calibration that would not print where it says

Each carries ``code``, a key of ``kiosk/failures.toml``. No message carries a value: it names the element, and of a
missing character its code point.
"""

from __future__ import annotations


class PrintingError(Exception):
    """Something cannot be printed.

    Attributes:
        code: the failure code, for example ``FONT_MISSING``.
        detail: for technicians; never personal data.
    """

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code = code
        self.detail = detail


class FontError(PrintingError):
    """A font file is missing (``FONT_MISSING``) or cannot be used (``FONT_UNUSABLE``)."""


class FormError(PrintingError):
    """A form file breaks a rule (``FORM_INVALID``) or no form has this id (``FORM_UNKNOWN``).

    Attributes:
        form: the form's id, or its file name while the id is not known.
        element: the element's id; empty when the fault is not in an element.
        field: the key at fault; empty when a whole table is.
        problem: what is wrong there, without the place.
    """

    def __init__(self, code: str, *, form: str, problem: str, element: str = "", field: str = "") -> None:
        where = " ".join(
            part
            for part in (f"form {form}", f"element {element}" if element else "", f"field {field}" if field else "")
            if part
        )
        super().__init__(code, f"{where}: {problem}")
        self.form = form
        self.element = element
        self.field = field
        self.problem = problem


class ContentError(PrintingError):
    """This content cannot go onto this paper.

    Attributes:
        element: the id of the element at fault.
    """

    def __init__(self, code: str, *, element: str, detail: str) -> None:
        super().__init__(code, f"element {element}: {detail}")
        self.element = element


class MissingGlyph(ContentError):
    """No font of the stack has a visible glyph for a character (``PRINT_MISSING_GLYPH``).

    Attributes:
        code_point: the character, as a number.
    """

    def __init__(self, *, element: str, code_point: int) -> None:
        super().__init__("PRINT_MISSING_GLYPH", element=element, detail=f"no font has U+{code_point:04X}")
        self.code_point = code_point


class ElementMissing(ContentError):
    """A required element has no value, or one of the wrong kind (``PRINT_ELEMENT_MISSING``)."""

    def __init__(self, *, element: str, wanted: str) -> None:
        super().__init__("PRINT_ELEMENT_MISSING", element=element, detail=f"wanted {wanted}")


class ElementOverflow(ContentError):
    """A value does not fit its place, even shrunk and wrapped (``PRINT_ELEMENT_OVERFLOW``)."""

    def __init__(self, *, element: str, detail: str) -> None:
        super().__init__("PRINT_ELEMENT_OVERFLOW", element=element, detail=detail)


class PictureUnusable(ContentError):
    """A picture cannot be printed.

    It is no sound JPEG or PNG (``PICTURE_UNREADABLE``), too large (``PICTURE_TOO_LARGE``), too coarse for its place
    (``PICTURE_TOO_COARSE``), or of colours that cannot be printed (``PICTURE_COLOURS``).
    """


class CalibrationError(PrintingError):
    """A calibration that no sound printer has (``CALIBRATION_UNUSABLE``)."""
