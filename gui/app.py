"""Start the window, or say in one sentence what the system lacks for it."""

from __future__ import annotations

import argparse
import contextlib
import ctypes
import gc
import importlib.util
import logging
import os
import re
import sys
from collections.abc import Iterator, Sequence
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from casefiles import workbench
from casefiles.errors import AssayError, MissingLibrary

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

_PACKAGES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libOpenGL.so.0": "libopengl0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xinerama.so.0": "libxcb-xinerama0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
}
"""Shared libraries that Qt needs on Linux, and the Debian and Ubuntu packages that hold them."""
ALL_PACKAGES = "libegl1 libgl1 libxkbcommon0 libxkbcommon-x11-0 libdbus-1-3 libfontconfig1 libxcb-cursor0 libxcb-icccm4"


def main(argv: Sequence[str] | None = None) -> int:
    """Open the window, with the case that is named; return the exit code of docs/errors.md."""
    arguments = _arguments(sys.argv[1:] if argv is None else list(argv))
    logging.basicConfig(level=logging.WARNING, format="%(name)s: %(message)s")
    try:
        if arguments.case is not None:
            workbench.summary(arguments.case)  # a case that cannot be opened is said here, not in an empty window
        check_system()
        return _run(arguments)
    except AssayError as error:
        sys.stderr.write(f"assay: {error}\n{error.advice}\n")
        return error.exit_code


def check_system() -> None:
    """Raise MissingLibrary, with the names of the packages, where Qt cannot be loaded or nothing can be drawn on."""
    try:
        import PySide6.QtWidgets  # noqa: F401 - only to see whether it loads
    except ImportError as error:
        raise missing(str(error)) from error
    if sys.platform == "linux" and not os.environ.get("QT_QPA_PLATFORM"):
        if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
            raise MissingLibrary(
                "there is no screen to draw the window on (neither DISPLAY nor WAYLAND_DISPLAY is set)",
                hint="Start it in a graphical session; everything can also be done with `assay` on the command line.",
            )
        if not os.environ.get("WAYLAND_DISPLAY"):
            _check_x11()


def missing(said: str) -> MissingLibrary:
    """Return the error for what a loader said: which library is not there, and which package holds it."""
    found = re.search(r"(lib[\w.+-]+\.so(?:\.\d+)*)", said)
    if found is None:
        return MissingLibrary(
            f"the window's toolkit cannot be loaded ({said.splitlines()[0][:200] if said else 'no reason given'})",
            hint="Install it with `pip install PySide6-Essentials`, and the system packages named in the README.",
        )
    library = found.group(1)
    package = _PACKAGES.get(library, "")
    first = f"Install the package {package}" if package else f"Install the package that holds {library}"
    return MissingLibrary(
        f"the window needs the system library {library}, which is not installed",
        hint=f"{first}; all of them on Debian or Ubuntu: apt install {ALL_PACKAGES}",
    )


def _check_x11() -> None:
    """Load Qt's X11 plugin and reach the X server, since Qt ends the process when it cannot."""
    spec = importlib.util.find_spec("PySide6")
    plugin = Path(spec.origin).parent / "Qt" / "plugins" / "platforms" / "libqxcb.so" if spec and spec.origin else None
    if plugin is None or not plugin.exists():
        return
    try:
        ctypes.CDLL(str(plugin))
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError as error:
        raise missing(str(error)) from error
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connect.argtypes = (ctypes.c_char_p, ctypes.c_void_p)
    xcb.xcb_connection_has_error.argtypes = xcb.xcb_disconnect.argtypes = (ctypes.c_void_p,)
    connection = xcb.xcb_connect(None, None)
    refused = xcb.xcb_connection_has_error(connection)
    xcb.xcb_disconnect(connection)
    if refused:
        raise MissingLibrary(
            f"the screen {os.environ.get('DISPLAY', '')} cannot be reached",
            hint="Check DISPLAY and that this user may draw on it; or use `assay` on the command line.",
        )


def _arguments(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="assay-gui", description="The window of Assay.")
    parser.add_argument("case", nargs="?", type=Path, help="a case folder to open (NAME.assay)")
    return parser.parse_args(argv)


def _run(arguments: argparse.Namespace) -> int:
    with _nothing_collected():
        from PySide6.QtCore import QSettings

        from gui.window import Window

        app = make_application(dressed=False)
        window = Window(QSettings())
        dress(app)  # all at once: with a style sheet, each part is dressed anew whenever it is put into another
        window.show()
    if arguments.case is not None:
        window.desk.open(arguments.case.absolute())
    return int(app.exec())


@contextlib.contextmanager
def _nothing_collected() -> Iterator[None]:
    """Look for no garbage meanwhile: what is loaded at the start stays, and going through it takes time."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def make_application(*, dressed: bool = True) -> QApplication:
    """Return the application with its language, style and icon, and ``dressed`` with its style sheet."""
    from PySide6.QtGui import QIcon
    from PySide6.QtWidgets import QApplication

    from gui.saying import language, speak

    found = QApplication.instance()
    app = found if isinstance(found, QApplication) else QApplication(["assay"])
    app.setOrganizationName("assay")
    app.setApplicationName("assay")
    app.setApplicationDisplayName("Assay")
    app.setDesktopFileName("assay")
    speak(language())
    app.setStyle("Fusion")
    if dressed:
        dress(app)
    with resources.as_file(resources.files("gui").joinpath("assay.svg")) as icon:
        app.setWindowIcon(QIcon(str(icon)))
    return app


def dress(app: QApplication) -> None:
    """Give the application its style sheet."""
    app.setStyleSheet(resources.files("gui").joinpath("window.css").read_text("utf-8"))


if __name__ == "__main__":
    sys.exit(main())
