"""Start the window, or the emptiest one of Qt, and end when it was painted first: started by `benchmarks.starting`."""

from __future__ import annotations

import os
import sys


def main(which: str) -> None:
    """Run until the first paint of a window, and leave at once."""
    from PySide6.QtCore import QEvent, QObject, QTimer
    from PySide6.QtWidgets import QApplication, QMainWindow

    class Painted(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint and isinstance(watched, QMainWindow):
                QTimer.singleShot(0, lambda: os._exit(0))  # once this event, and with it the painting, is done
            return False

    painted = Painted()
    if which == "bare":
        application = QApplication(["bare"])
        application.installEventFilter(painted)
        window = QMainWindow()
        window.resize(1280, 800)
        window.show()
        application.exec()
        return
    from gui import app

    app.make_application(dressed=False).installEventFilter(painted)
    app.main(sys.argv[2:])


if __name__ == "__main__":
    main(sys.argv[1])
