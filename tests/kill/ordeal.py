"""Kills sellers and judges what they left behind: nothing lost, doubled, halved or broken."""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from sqlalchemy import text

from pos_app.app.checks import CHECKS
from pos_app.basics.clock import SystemClock
from pos_app.basics.ids import RandomIds
from pos_app.loyalty.ledger import PointsShort
from pos_app.selling.cart import Cart, hold
from pos_app.selling.draft_body import encode
from pos_app.store import check
from pos_app.store.check import Broken, Scope
from pos_app.store.database import open_shop
from tests.kill.seller import Begun, Job
from tests.till import WATER, deliver, open_till

ROOT: Final = Path(__file__).resolve().parents[2]
PATIENCE: Final = 30.0
"""Seconds after which a seller that should have died by itself is stuck."""


class Nursery:
    """A process that forks sellers, and the one pipe on which they talk."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.kill.seller"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        self._heard = b""

    def close(self) -> None:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.close()
        self._process.stdout.close()
        self._process.wait(PATIENCE)

    def run(self, job: Job, delay: float | None) -> Iterator[str]:
        """What the seller said; it is killed `delay` seconds after its first sale."""
        assert self._process.stdin
        self._process.stdin.write(json.dumps(asdict(job)).encode() + b"\n")
        self._process.stdin.flush()
        pid = int(self._line().removeprefix("born "))
        shot = delay is None
        for line in iter(self._line, ""):
            if line.startswith("dead"):
                assert line == f"dead {-signal.SIGKILL}", f"the seller failed: {line}"
                return
            yield line
            if not shot and line.startswith("done"):
                time.sleep(delay or 0)
                with suppress(ProcessLookupError):  # it died by itself: its last line says why
                    os.kill(pid, signal.SIGKILL)
                shot = True

    def _line(self) -> str:
        assert self._process.stdout
        while b"\n" not in self._heard:
            ready, _, _ = select.select([self._process.stdout], [], [], PATIENCE)
            assert ready, "the seller is stuck, or never came to the point where it has to die"
            more = os.read(self._process.stdout.fileno(), 1 << 16)
            assert more, "the nursery is gone"
            self._heard += more
        line, _, self._heard = self._heard.partition(b"\n")
        return line.decode()


@dataclass(slots=True)
class Tally:
    """What happened in all."""

    kills: int = 0
    acknowledged: int = 0
    committed_untold: int = 0
    rolled_back: int = 0


class Ordeal:
    """One shop, whose sellers are killed one after the other."""

    def __init__(self, nursery: Nursery, shop: Path) -> None:
        clock = SystemClock()
        self.tally = Tally()
        self.shop = shop
        self._nursery = nursery
        self._till = open_till(open_shop(shop), clock, RandomIds(clock))
        self._held = hold(self._till.order((WATER, 6)), "áo đỏ")
        self._held = self._till.drafts.save(self._till.actor, self._held)
        self._judged = 0
        self._till.database.close()

    def kill(self, job: Job, delay: float | None = None) -> list[Broken]:
        """One life of a seller; returns what the invariants found afterwards.

        What was acknowledged has to be there, what was not may be retried, carts are on disk.
        """
        begun: list[Begun] = []
        done: dict[str, int] = {}
        refused: set[str] = set()
        for line in self._nursery.run(job, delay):
            match line.split(" ", 1):
                case ["begin", cart]:
                    begun.append(Begun(**json.loads(cart)))
                case ["done", told]:
                    key, number = told.split()
                    done[key] = int(number)
                case ["refused", key]:
                    refused.add(key)
        self.tally.kills += 1
        self.tally.acknowledged += len(done)
        self._judge(begun, done)
        broken = check.run(self._till.database, CHECKS, Scope(self._judged))
        if not broken:
            for each in begun:
                if each.key not in done and each.key not in refused:
                    self._retry(each.cart())
            self._judged = max([self._judged, *(sale_id for sale_id, _, _ in self._sales())])
            self._tidy()
        self._till.database.close()
        return broken

    def _judge(self, begun: list[Begun], done: dict[str, int]) -> None:
        sales = self._sales()
        keys = [key for _, key, _ in sales]
        assert len(set(keys)) == len(keys), "a cart was sold twice"
        assert set(keys) <= {each.key for each in begun}, "a sale that nobody began"
        assert done.items() <= {key: number for _, key, number in sales}.items(), "a sale is lost"
        waiting = {cart.key: cart for cart in self._till.drafts.all(self._till.actor.counter)}
        assert waiting[self._held.key] == self._held, "the cart that was put aside is gone"
        for each in begun:
            sold, there = each.key in keys, each.key in waiting
            assert sold != there, "a cart is neither sold nor there, or both"
            assert sold or encode(waiting[each.key]) == each.body, "a cart has changed"

    def _retry(self, cart: Cart) -> None:
        """F9 again after the crash: the very sale, or one now."""
        sold = {key: number for _, key, number in self._sales()}
        try:
            sale = self._till.complete(cart)
        except PointsShort:
            assert cart.key not in sold, "a retry is refused what was sold"
            return
        assert self._till.complete(cart) == sale, "the second retry tells something else"
        if cart.key in sold:
            self.tally.committed_untold += 1
            assert sale.number == sold[cart.key], "the retry sold again"
        else:
            self.tally.rolled_back += 1
        assert [key for _, key, _ in self._sales()].count(cart.key) == 1

    def _sales(self) -> list[tuple[int, str, int]]:
        """Id, key and number of the sales that were not judged yet."""
        with self._till.database.reading() as session:
            rows = session.execute(
                text("SELECT id, draft_key, number FROM sale WHERE id > :judged ORDER BY id"),
                {"judged": self._judged},
            )
            return [(row.id, row.draft_key, row.number) for row in rows]

    def _tidy(self) -> None:
        """Carts nobody pressed F9 on are cleared away, as a cashier would in the evening."""
        for cart in self._till.drafts.all(self._till.actor.counter):
            if cart.key != self._held.key:
                self._till.drafts.drop(self._till.actor, cart.key)

    def last_look(self) -> list[Broken]:
        """Everything is delivered, then all invariants look at everything."""
        while deliver(self._till):
            pass
        broken = check.run(self._till.database, CHECKS)
        self._till.database.close()
        return broken
