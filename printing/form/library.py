"""The forms of one folder, read when first asked for."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from printing.errors import FormError
from printing.form.form import Form
from printing.form.keys import KEY_FILE, KeyBook, load_keys
from printing.form.reading import load_form

PACKAGED_FORMS = Path(__file__).parent.with_name("forms")
"""The forms that come with the program, a folder a department."""


class FormLibrary:
    """The forms below a folder. Not safe for two threads."""

    def __init__(self, *, folder: Path = PACKAGED_FORMS) -> None:
        self._folder = folder
        self._forms: dict[str, Form] = {}

    @cached_property
    def keys(self) -> KeyBook:
        """The dictionary of data keys; raises FormError."""
        return load_keys(self._folder)

    @cached_property
    def paths(self) -> dict[str, Path]:
        """The file of each form by its id; raises FormError when two have one id."""
        paths: dict[str, Path] = {}
        for path in sorted(self._folder.rglob("*.toml")):
            if path.name == KEY_FILE or "." in path.stem:
                continue
            if path.stem in paths:
                raise FormError("FORM_INVALID", form=path.stem, problem="two files have this name")
            paths[path.stem] = path
        return paths

    def ids(self) -> tuple[str, ...]:
        """Return the ids of all forms."""
        return tuple(sorted(self.paths))

    def get(self, form_id: str) -> Form:
        """Return a form; raises FormError with ``FORM_UNKNOWN`` or ``FORM_INVALID``."""
        if form_id not in self._forms:
            self._forms[form_id] = load_form(self.path(form_id), keys=self.keys)
        return self._forms[form_id]

    def path(self, form_id: str) -> Path:
        """Return a form's file; raises FormError with ``FORM_UNKNOWN``."""
        path = self.paths.get(form_id)
        if path is None:
            raise FormError("FORM_UNKNOWN", form=form_id, problem="no form has this id")
        return path
