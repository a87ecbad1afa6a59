"""Is a form sound? Every fault of it and of its background, with form, element and field, before a blank is wasted.

:func:`printing.form_check.checking.check_form` asks all questions; each module beside it asks one kind.
"""
