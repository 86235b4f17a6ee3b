"""How much a connection may ask for, and an address with all of its connections: pure accounts.

Nothing here reads a clock: every method is told the time, in seconds of any monotonic clock. Nobody
is refused for asking too much; whoever does is read later, and what they ask is computed apart. A
connection's budget is that of one learner, an address's that of a class, which sits behind one.
"""

import ipaddress
from dataclasses import dataclass
from typing import NamedTuple

from playground.limits import (
    MAX_CONNECTIONS,
    MAX_DEBT_SECONDS,
    MAX_LEFT_ACCOUNTS,
)

HALF_LIFE = 10.0  # seconds after which half of what somebody used counts no more
SHARERS = 30  # connections of an address that count as one where who goes first is decided


class Rate(NamedTuple):
    """What may be had ``a_second``, and at once."""

    a_second: float
    burst: float


#: What one connection may have: a learner's. Four times a fast display's rate; the largest table
#: and scene at once; of the event loop's time what dragging without a pause takes of it.
LEARNER = {
    "messages": Rate(240.0, 240.0),
    "bytes": Rate(1e6, 20e6),
    "seconds": Rate(0.2, 1.0),
}
#: What all connections of one address may have: those of a class of 300. More messages than one
#: server answers; a megabyte each, when it begins; most of the event loop; all of them at once.
CLASS = {
    "messages": Rate(1200.0, 2400.0),
    "bytes": Rate(20e6, 400e6),
    "seconds": Rate(0.75, 10.0),
    "entries": Rate(20.0, 600.0),
}


class Bucket:
    """A token bucket: fills at a rate, holds a burst, and may be owed up to ``floor``."""

    def __init__(self, rate: Rate, now: float, floor: float = float("inf")) -> None:
        self._rate, self._floor = rate, floor
        self._left, self._last = rate.burst, now

    def left(self, now: float) -> float:
        """What may be taken at once; below 0 what is owed."""
        gained = max(0.0, now - self._last) * self._rate.a_second
        self._left = min(self._rate.burst, self._left + gained)
        self._last = max(self._last, now)
        return float(self._left)

    def take(self, amount: float, now: float) -> float:
        """Take it, whatever is left: seconds until nothing is owed any more."""
        self._left = max(-self._floor, self.left(now) - amount)
        return float(max(0.0, -self._left / self._rate.a_second))


class Used:
    """What was used lately: it halves every ``HALF_LIFE`` seconds."""

    def __init__(self, now: float) -> None:
        self._amount, self._last = 0.0, now

    def add(self, amount: float, now: float) -> None:
        """Use some more."""
        self._amount, self._last = self.at(now) + amount, now

    def at(self, now: float) -> float:
        """What still counts."""
        return float(self._amount * 0.5 ** (max(0.0, now - self._last) / HALF_LIFE))


class Account:
    """Messages, bytes and seconds of computing, of one connection or one address."""

    def __init__(self, rates: dict[str, Rate], now: float) -> None:
        self.messages = Bucket(rates["messages"], now)
        self.bytes = Bucket(rates["bytes"], now)
        self.seconds = Bucket(rates["seconds"], now, MAX_DEBT_SECONDS)
        self.used = Used(now)


class Address(Account):
    """All connections from one address, and the accounts of those that have left."""

    def __init__(self, now: float) -> None:
        super().__init__(CLASS, now)
        self.entries = Bucket(CLASS["entries"], now)
        self.connections = 0
        self.left: list[Account] = []

    def is_fresh(self, now: float) -> bool:
        """Whether nothing of it need be remembered: nobody is there, and nothing is owed."""
        buckets = (self.messages, self.bytes, self.seconds, self.entries)
        accounts = (*buckets, *(each.seconds for each in self.left))
        return not self.connections and all(each.left(now) >= 0 for each in accounts)


@dataclass(eq=False)
class Share:
    """One connection: its own account, and its address's."""

    own: Account
    address: Address

    def received(self, size: int, now: float) -> float:
        """A message of so many bytes has come: seconds until it may be looked at."""
        return max(
            wait
            for account in (self.own, self.address)
            for wait in (account.messages.take(1.0, now), account.bytes.take(size, now))
        )

    def sent(self, size: int, now: float) -> None:
        """An answer of so many bytes goes out: the next message waits for it."""
        for account in (self.own, self.address):
            account.bytes.take(size, now)

    def computed(self, seconds: float, now: float, *, apart: bool) -> None:
        """An answer has taken so long to compute; of an address counts what was in others' way."""
        self.own.seconds.take(seconds, now)
        if not apart:
            self.address.seconds.take(seconds, now)
        self.own.used.add(seconds, now)
        self.address.used.add(seconds, now)

    def is_spent(self, now: float) -> bool:
        """Whether its computing must keep out of the others' way."""
        return min(self.own.seconds.left(now), self.address.seconds.left(now)) <= 0.0

    def standing(self, now: float) -> float:
        """Who has least goes first: seconds used lately, and a share of the address's."""
        return self.own.used.at(now) + self.address.used.at(now) / SHARERS


class Ledger:
    """The accounts of every address that is connected or owes something."""

    def __init__(self) -> None:
        self._addresses: dict[str, Address] = {}

    def enter(self, host: str, now: float) -> tuple[Share, float] | None:
        """A connection comes: its share, and seconds until it is let in; None if there are enough.

        It takes up the account of the last who has left its address, so that a debt cannot be shed
        by coming again.
        """
        name = network_of(host)
        address = self._addresses.get(name)
        if address is None:
            self._forget(now)
            address = self._addresses[name] = Address(now)
        if address.connections >= MAX_CONNECTIONS:
            return None
        address.connections += 1
        own = address.left.pop() if address.left else Account(LEARNER, now)
        return Share(own, address), address.entries.take(1.0, now)

    def leave(self, share: Share) -> None:
        """A connection goes."""
        share.address.connections -= 1
        share.address.left = [*share.address.left, share.own][-MAX_LEFT_ACCOUNTS:]

    def _forget(self, now: float) -> None:
        for name in [name for name, each in self._addresses.items() if each.is_fresh(now)]:
            del self._addresses[name]

    def __len__(self) -> int:
        return len(self._addresses)


def network_of(host: str) -> str:
    """What counts as one address: of IPv6 the first half, for one visitor has all of the rest."""
    try:
        address = ipaddress.ip_address(host.split("%", maxsplit=1)[0])
    except ValueError:
        return host
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped is not None:
            return str(address.ipv4_mapped)
        return str(ipaddress.ip_network((address, 64), strict=False))
    return str(address)
