"""Asks all questions about a form."""

from __future__ import annotations

from printing.fonts import FontLibrary
from printing.form.library import FormLibrary
from printing.form.reading import read_form
from printing.form_check.backgrounds import check_background
from printing.form_check.faults import Fault
from printing.form_check.overlaps import check_overlaps
from printing.form_check.samples import check_samples


def check_form(form_id: str, *, forms: FormLibrary, fonts: FontLibrary) -> tuple[Fault, ...]:
    """Return everything that is wrong with a form, and what a person should look at.

    A form that cannot be read has the reader's faults only. Raises FormError with ``FORM_UNKNOWN`` when there is no
    such form, and when the dictionary of keys itself cannot be read.
    """
    path = forms.path(form_id)
    reading = read_form(path, keys=forms.keys)
    form = reading.form
    if form is None:
        return tuple(Fault.of(error) for error in reading.faults)
    return (
        *check_overlaps(form),
        *check_samples(form, forms.keys, fonts),
        *check_background(form, path.parent.parent, fonts),
    )
