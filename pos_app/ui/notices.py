"""The notice board: one signal tells every screen which families of data have changed."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from pos_app.basics.changes import Changes


class Notices(QObject):
    """A page hands on what a service answered; whoever shows that family reloads.

    Signals: `changed(Changes)`; the emitter hears it as well.
    """

    changed = Signal(object)

    def tell(self, changes: Changes) -> None:
        """Puts a notice up; nothing changed, nothing said."""
        if changes:
            self.changed.emit(changes)
