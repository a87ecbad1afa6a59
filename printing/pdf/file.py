"""The file around sheets: numbered objects, catalogue and cross references, which reportlab keeps.

What an object says is written by whoever adds it, so that nothing but what was asked for is in the file: no time, no
path, no name of a machine or a person (PDF 32000-1:2008, section 7).
"""

from __future__ import annotations

import zlib

from reportlab.pdfbase.pdfdoc import PDFDocument, PDFObject

_LEVEL = 3
"""Of zlib: level 9 takes three times as long, and saves two hundredths of a sheet."""


class PdfFile:
    """Collects objects; the same objects in the same order give the same bytes."""

    def __init__(self, *, title: str) -> None:
        """Begin a file in Chinese; ``title`` must not be personal."""
        self._document = PDFDocument(compression=0, invariant=1, lang="zh-CN")
        self._document.setTitle(title)
        self._document.setAuthor("")
        self._document.setSubject("")
        self._document.setCreator("hall terminal")

    def add(self, text: str) -> str:
        """Add an object that is a text of ASCII characters; return how others refer to it."""
        return self._reference(_Written(text.encode("ascii")))

    def add_stream(self, content: bytes, keys: str = "") -> str:
        """Add a stream, compressed; ``keys`` are what its dictionary says besides. Return how others refer to it."""
        return self.add_ready_stream(zlib.compress(content, _LEVEL), f"/Filter /FlateDecode {keys}")

    def add_ready_stream(self, content: bytes, keys: str) -> str:
        """Add a stream that is encoded already, as ``keys`` say; return how others refer to it."""
        # The identifier of the file must differ when anything in it does (14.4); reportlab looks at the title alone.
        self._document.updateSignature(content)
        head = f"<< {keys} /Length {len(content)} >>\nstream\n".encode("ascii")
        return self._reference(_Written(b"".join((head, content, b"\nendstream"))))

    def add_sheet(self, content: str, *, width: float, height: float, pictures: dict[str, str]) -> None:
        """Add a page of ``width`` x ``height`` points that shows ``content``, with its pictures by their names."""
        shown = "".join(f"/{name} {reference} " for name, reference in pictures.items())
        stream = self.add_stream(content.encode("ascii"))
        parent = self._reference(self._document.Pages)  # type: ignore[attr-defined] # the stubs leave it out
        fonts = self._reference(self._document.idToObject["BasicFonts"])
        page = (
            f"<< /Type /Page /Parent {parent} /MediaBox [0 0 {width:.4f} {height:.4f}] /Contents {stream}"
            f" /Resources << /ProcSet [/PDF /Text /ImageB /ImageC] /Font {fonts} /XObject << {shown}>> >> >>"
        )
        self._document.addPage(_Written(page.encode("ascii")))

    def name_font(self, name: str, reference: str) -> None:
        """Let every sheet call a font object by a name."""
        self._document.idToObject["BasicFonts"].dict[name] = reference  # type: ignore[attr-defined] # a dictionary

    def finish(self) -> bytes:
        """Return the file."""
        return self._document.GetPDFData(None)

    def _reference(self, thing: PDFObject) -> str:
        reference = self._document.Reference(thing)  # type: ignore[no-untyped-call]
        text: bytes = reference.format(self._document)
        return text.decode("ascii")


class _Written(PDFObject):
    """An object of the file whose text is ready."""

    __RefOnly__ = 1

    def __init__(self, text: bytes) -> None:
        self._text = text

    def format(self, document: PDFDocument) -> bytes:
        """Return the text; ``document`` is what reportlab passes to every object."""
        return self._text
