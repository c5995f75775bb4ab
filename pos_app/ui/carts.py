"""The open carts of this counter and the one in front: every change is on disk at once."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from pos_app.basics.errors import PosError, Stale
from pos_app.selling.cart import Cart, hold, resume
from pos_app.selling.totals import Totals, price
from pos_app.ui.desk import Desk

Change = Callable[[Cart], Cart]


class Carts(QObject):
    """Shared by the selling and the paying screen and the customer's display.

    Signals:
        changed(): another cart is in front, or something in it changed.
        tabs_changed(): a cart came, went, or has another name or sum.
        refused(str): a sentence about what could not be done; the cart is as it was.
        unsaved(str): the change stands on the screen but could not be written; "" when it is.
    """

    changed = Signal()
    tabs_changed = Signal()
    refused = Signal(str)
    unsaved = Signal(str)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._carts: list[Cart] = []
        self._front = 0
        self._priced: dict[str, tuple[Cart, Totals]] = {}
        self._dirty = False
        desk.opened.connect(self._load)

    @property
    def ready(self) -> bool:
        """True once there is a cart to sell into."""
        return bool(self._carts)

    @property
    def all(self) -> list[Cart]:
        """Every open cart, in the order of the tabs."""
        return list(self._carts)

    @property
    def front(self) -> Cart:
        """The cart in front; an empty one until the shop is open."""
        return self._carts[self._front] if self._carts else Cart(key="", code="")

    @property
    def index(self) -> int:
        """Which tab is in front."""
        return self._front

    @property
    def totals(self) -> Totals:
        """What the cart in front comes to."""
        return self.totals_of(self.front)

    def totals_of(self, cart: Cart) -> Totals:
        """What a cart comes to; one that did not change is not reckoned up again."""
        known = self._priced.get(cart.key)
        if known is None or known[0] is not cart:
            known = self._priced[cart.key] = cart, price(cart)
        return known[1]

    def _load(self) -> None:
        services = self._desk.services
        self._carts = services.drafts.all(services.counter)
        if not self._carts:
            self._carts = [services.drafts.new(self._desk.actor())]
        self._show_free()

    def _show_free(self) -> None:
        """An order that nobody put aside comes to the front, a fresh one when there is none."""
        free = [place for place, cart in enumerate(self._carts) if not cart.held]
        self._show(free[0] if free else 0)
        if not free:
            self.new()

    def _show(self, place: int) -> None:
        self._front = place
        self.tabs_changed.emit()
        self.changed.emit()

    def apply(self, change: Change) -> bool:
        """Changes the cart in front and writes it; False when the change was refused."""
        try:
            changed = change(self.front)
        except PosError as refusal:
            self.refused.emit(str(refusal))
            return False
        return self._put(changed)

    def _put(self, changed: Cart) -> bool:
        """Writes it first; what the file refuses stays on the screen and is tried again.

        False when another window was quicker: its cart is the one in front now.
        """
        try:
            changed = self._desk.services.drafts.save(self._desk.actor(), changed)
        except Stale as stale:
            self._reload(str(stale))
            return False
        except PosError as trouble:
            self._dirty = True
            self.unsaved.emit(str(trouble))
        else:
            if self._dirty:
                self._dirty = False
                self.unsaved.emit("")
        self._carts[self._front] = changed
        self.tabs_changed.emit()
        self.changed.emit()
        return True

    def _reload(self, sentence: str) -> None:
        key = self.front.key
        services = self._desk.services
        self._carts = services.drafts.all(services.counter) or [
            services.drafts.new(self._desk.actor())
        ]
        keys = [cart.key for cart in self._carts]
        self._show(keys.index(key) if key in keys else len(keys) - 1)
        self.refused.emit(sentence)

    def save_again(self) -> bool:
        """Writes the cart in front when an earlier writing failed; True when it is on disk."""
        if self._dirty:
            self.apply(lambda cart: cart)
        return not self._dirty

    def new(self) -> None:
        """Opens an empty cart, or shows the empty one there is."""
        for place, cart in enumerate(self._carts):
            if cart.untouched:
                self._show(place)
                return
        try:
            cart = self._desk.services.drafts.new(self._desk.actor())
        except PosError as refusal:
            self.refused.emit(str(refusal))
            return
        self._carts.append(cart)
        self._show(len(self._carts) - 1)

    def bring(self, place: int) -> None:
        """Brings another cart to the front; a held one is taken up again."""
        if not 0 <= place < len(self._carts) or not self.save_again():
            return
        self._show(place)
        if self.front.held:
            self.apply(resume)

    def bring_next(self) -> None:
        """The cart behind this one, from the last to the first."""
        if self._carts:
            self.bring((self._front + 1) % len(self._carts))

    def hold(self, label: str) -> None:
        """Puts the cart in front aside under a name and opens a fresh one, or neither."""
        if self.front.empty:
            return
        aside = self._front
        self.new()
        fresh = self._front
        if fresh == aside:
            return
        self._show(aside)
        if self.apply(lambda cart: hold(cart, label)):
            self._show(fresh)

    def drop(self, place: int) -> None:
        """Clears a cart away."""
        cart = self._carts[place]
        try:
            changes = self._desk.services.drafts.drop(self._desk.actor(), cart.key)
        except PosError as refusal:
            self.refused.emit(str(refusal))
            return
        self._gone(place)
        self._desk.tell(changes)

    def finished(self, key: str) -> None:
        """The cart became a sale: it leaves, and a fresh one comes for whoever is next."""
        keys = [cart.key for cart in self._carts]
        if key not in keys:
            return
        in_front = key == self.front.key
        self._gone(keys.index(key))
        if in_front:
            self._dirty = False
            self.new()

    def _gone(self, place: int) -> None:
        """The cart worked on stays in front; when it is the one that left, a free one comes."""
        front = self._front
        self._priced.pop(self._carts[place].key, None)
        del self._carts[place]
        if place == front:
            self._show_free()
        else:
            self._show(front - (place < front))
