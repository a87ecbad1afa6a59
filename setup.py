"""Install the hall terminal: four packages and the ``kiosk`` command."""

from setuptools import find_packages, setup

RUNTIME = [
    # 6.12 drops references to None on Python 3.11 until the interpreter aborts; 6.11 does not.
    "PySide6-Essentials<6.12",
    "PySide6-Addons<6.12",
    "argon2-cffi",
    "asn1crypto",
    "click",
    "cryptography",
    "pillow",
    "psutil",
    "pycups",
    "pydantic",
    "pypinyin",
    "pyscard",
    "pypdfium2",
    "pyserial",
    "python-escpos",
    "python-stdnum",
    "pyusb",
    "qrcode",
    "reportlab",
    "requests",
    "zxing-cpp",
]
SANDBOX = ["fastapi", "uvicorn", "trustme"]
TESTS = [
    "atheris",
    "hypothesis",
    "import-linter",
    "mypy",
    "pytest",
    "pytest-qt",
    "ruff",
    "schemathesis",
    "types-pyserial",
    "types-qrcode",
    "types-reportlab",
    "types-requests",
    "types-psutil",
    "types-setuptools",
    "typst",
]

setup(
    name="hall-terminal",
    version="0.1.0",
    description="Self-service terminal for 24-hour halls and village service points",
    license="GPL-3.0-or-later",
    python_requires=">=3.11",
    # One path to the checkout instead of a table of packages: a new package is importable without a reinstall.
    package_dir={"": "."},
    packages=find_packages(include=["kiosk*", "ui*", "devices*", "printing*"]),
    package_data={
        "": ["*.toml", "py.typed"],
        "devices.simulators": ["wallet/*.json"],
        "kiosk.catalogue": ["services/*.toml"],
        "printing": ["forms/*/*.toml"],
        "ui": ["qml/**/*.qml", "qml/**/qmldir"],
        "ui.panel": ["qml/**/*.qml", "qml/**/qmldir"],
    },
    install_requires=RUNTIME,
    extras_require={"sandbox": SANDBOX, "tests": SANDBOX + TESTS},
    entry_points={
        "console_scripts": ["kiosk = ui.cli:main"],
    },
)
