"""Registering Python classes as QML types, typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, cast

from PySide6.QtQml import QmlUncreatable

Class = TypeVar("Class", bound=type)


def made_in_python(why: str) -> Callable[[Class], Class]:
    """Decorate a type that QML may name but not create; stands under ``@QmlElement``. ``why`` says who makes it."""
    # PySide's own description of the decorator forgets that it can be called.
    return cast("Callable[[Class], Class]", QmlUncreatable(why))
