"""Describe the types that Python registers for QML, so that qmllint can check the pages against them.

    python scripts/qmltypes.py FOLDER

Writes ``FOLDER/<module>/qmldir`` and ``types.qmltypes``. Qt's own ``pyside6-metaobjectdump`` reads the source only and
does not see properties that are made by a function; this one asks the living meta objects.
"""

from __future__ import annotations

import ast
import importlib
import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

PACKAGE: Final = Path("ui")
IMPORT_NAME: Final = "QML_IMPORT_NAME"
REVISION: Final = 256
"""Version 1.0 as QML encodes it: major times 256 plus minor."""
FOREIGN: Final = {"PyObject": "QVariant"}


@dataclass(frozen=True)
class Registered:
    """A class with QML's decorators on it."""

    module: str
    name: str
    import_name: str
    singleton: bool
    creatable: bool


def main(folder: Path) -> None:
    """Write the descriptions of every module."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    found = [entry for path in sorted(PACKAGE.rglob("*.py")) for entry in registered_in(path)]
    for import_name in sorted({entry.import_name for entry in found}):
        target = folder / import_name
        target.mkdir(parents=True)
        (target / "qmldir").write_text(f"module {import_name}\ntypeinfo types.qmltypes\ndepends QtQuick\n")
        mine = [entry for entry in found if entry.import_name == import_name]
        components = "".join([*map(component, mine), *map(base, unregistered_bases(mine))])
        (target / "types.qmltypes").write_text(f"import QtQuick.tooling 1.2\nModule {{\n{components}}}\n")


def registered_in(path: Path) -> Iterator[Registered]:
    """Find the decorated classes of a source file."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = [
        node.value.value
        for node in tree.body
        if isinstance(node, ast.Assign)
        and isinstance(node.targets[0], ast.Name)
        and node.targets[0].id == IMPORT_NAME
        and isinstance(node.value, ast.Constant)
    ]
    for node in tree.body if names else []:
        if isinstance(node, ast.ClassDef):
            decorators = {_decorator(each) for each in node.decorator_list}
            if "QmlElement" in decorators:
                yield Registered(
                    module=".".join(path.with_suffix("").parts),
                    name=node.name,
                    import_name=str(names[0]),
                    singleton="QmlSingleton" in decorators,
                    creatable=not decorators & {"QmlSingleton", "QmlUncreatable", "made_in_python"},
                )


def _decorator(node: ast.expr) -> str:
    called = node.func if isinstance(node, ast.Call) else node
    return called.id if isinstance(called, ast.Name) else ""


def component(entry: Registered) -> str:
    """Describe a registered class."""
    exports = [
        f'exports: ["{entry.import_name}/{entry.name} 1.0"]',
        f"exportMetaObjectRevisions: [{REVISION}]",
        f"isSingleton: {_truth(entry.singleton)}",
        f"isCreatable: {_truth(entry.creatable)}",
    ]
    return _component(_class_of(entry), exports)


def base(kind: type) -> str:
    """Describe a class that only others derive from."""
    return _component(kind, [])


def unregistered_bases(entries: Iterable[Registered]) -> list[type]:
    """Return the classes of our own from which registered ones derive without being registered themselves."""
    classes = [_class_of(entry) for entry in entries]
    bases = {each for kind in classes for each in kind.__mro__ if each.__module__.startswith(f"{PACKAGE}.")}
    return sorted(bases - set(classes), key=lambda kind: kind.__name__)


def _class_of(entry: Registered) -> type:
    found = getattr(importlib.import_module(entry.module), entry.name)
    if not isinstance(found, type):
        raise TypeError(f"{entry.module}.{entry.name} is no class")
    return found


def _component(kind: type, exports: list[str]) -> str:
    meta = kind.staticMetaObject  # type: ignore[attr-defined] # every QObject class has one
    lines = [
        f'name: "{kind.__name__}"',
        'accessSemantics: "reference"',
        f'prototype: "{meta.superClass().className()}"',
        *exports,
        *_properties(meta),
        *_methods(meta),
    ]
    return "    Component {\n" + "".join(f"        {line}\n" for line in lines) + "    }\n"


def _properties(meta) -> Iterator[str]:  # type: ignore[no-untyped-def] # Qt is imported only once the platform is set
    for index in range(meta.propertyOffset(), meta.propertyCount()):
        each = meta.property(index)
        parts = [f'name: "{each.name()}"', *_type(each.typeName()), f"isReadonly: {_truth(not each.isWritable())}"]
        parts.append(f"isPropertyConstant: {_truth(each.isConstant())}")
        if each.hasNotifySignal():
            parts.append(f'notify: "{bytes(each.notifySignal().name()).decode()}"')
        yield f"Property {{ {'; '.join(parts)} }}"


def _methods(meta) -> Iterator[str]:  # type: ignore[no-untyped-def] # see above
    for index in range(meta.methodOffset(), meta.methodCount()):
        each = meta.method(index)
        kind, name = each.methodType().name, bytes(each.name()).decode()
        if name.startswith("_"):
            continue
        parts = [f'name: "{name}"']
        if each.typeName() not in ("void", ""):
            parts += _type(each.typeName())
        parameters = []
        for parameter, type_name in zip(each.parameterNames(), each.parameterTypes(), strict=True):
            type_parts = "; ".join(_type(bytes(type_name).decode()))
            parameters.append(f'Parameter {{ name: "{bytes(parameter).decode()}"; {type_parts} }}')
        # Objects stand on lines of their own; a semicolon parts only what has a colon.
        yield "\n        ".join(
            [f"{'Signal' if kind == 'Signal' else 'Method'} {{ {'; '.join(parts)}", *parameters, "}"]
        )


def _type(name: str) -> list[str]:
    plain = name.removesuffix("*")
    pointer = ["isPointer: true"] if name != plain else []
    return [f'type: "{FOREIGN.get(plain, plain)}"', *pointer]


def _truth(value: bool) -> str:
    return "true" if value else "false"


if __name__ == "__main__":
    main(Path(sys.argv[1]))
