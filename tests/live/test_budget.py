"""Budgets of a connection and of an address, by a clock that the test holds."""

import pytest

from playground.limits import MAX_CONNECTIONS, MAX_DEBT_SECONDS
from playground.live.budget import CLASS, LEARNER, Bucket, Ledger, Rate, Share, Used, network_of


def entered(ledger: Ledger, host: str = "192.0.2.1", now: float = 0.0) -> Share:
    found = ledger.enter(host, now)
    assert found is not None
    return found[0]


def test_a_bucket_holds_its_burst_and_fills_with_time() -> None:
    bucket = Bucket(Rate(2.0, 4.0), 0.0)
    assert [bucket.take(1, 0.0) for _ in range(5)] == [0, 0, 0, 0, 0.5]
    assert bucket.left(0.5) == 0
    assert bucket.left(1000.0) == 4


def test_a_bucket_is_owed_no_more_than_its_floor() -> None:
    bucket = Bucket(Rate(2.0, 4.0), 0.0, floor=10.0)
    assert bucket.take(1e9, 0.0) == 5.0


def test_a_clock_that_stands_or_goes_back_gives_nothing() -> None:
    bucket = Bucket(Rate(2.0, 4.0), 10.0)
    bucket.take(4, 10.0)
    assert bucket.left(5.0) == bucket.left(10.0) == 0


def test_what_was_used_counts_half_after_a_while() -> None:
    used = Used(0.0)
    used.add(8.0, 0.0)
    assert [used.at(10.0 * n) for n in range(4)] == [8, 4, 2, 1]


def test_a_learner_who_drags_is_never_made_to_wait() -> None:
    share, now = entered(Ledger()), 0.0
    for _ in range(60 * 60):
        assert share.received(1_000, now) == 0
        share.sent(10_000, now)
        share.computed(0.003, now, apart=False)
        assert not share.is_spent(now)
        now += 1 / 60


def test_a_class_behind_one_address_is_never_made_to_wait() -> None:
    ledger = Ledger()
    shares = [entered(ledger) for _ in range(300)]
    for second in range(30):
        waits = [
            share.received(1_000, second + tenth / 10)
            for tenth in range(10)
            for share in shares[::4]
        ]
        assert not any(waits)


def test_a_flood_waits_as_long_as_its_rate_says() -> None:
    share = entered(Ledger())
    waits = [share.received(10, 0.0) for _ in range(1000)]
    rate, burst = LEARNER["messages"]
    assert sum(wait > 0 for wait in waits) == 1000 - burst
    assert waits[-1] == pytest.approx((1000 - burst) / rate)


def test_large_messages_wait_for_their_bytes_and_those_of_the_answers() -> None:
    share = entered(Ledger())
    rate, burst = LEARNER["bytes"]
    share.sent(int(burst), 0.0)
    assert share.received(int(rate), 0.0) == pytest.approx(1.0)


def test_whoever_computes_too_much_is_spent_until_the_debt_is_paid() -> None:
    share = entered(Ledger())
    share.computed(1000.0, 0.0, apart=True)
    assert share.is_spent(0.0)
    assert share.is_spent(MAX_DEBT_SECONDS / LEARNER["seconds"].a_second - 1)
    assert not share.is_spent(MAX_DEBT_SECONDS / LEARNER["seconds"].a_second + 1)


def test_many_connections_of_one_address_do_not_take_more_of_the_loop_than_a_class() -> None:
    ledger = Ledger()
    shares = [entered(ledger) for _ in range(100)]
    other = entered(ledger, "192.0.2.2")
    for share in shares:
        share.computed(LEARNER["seconds"].burst / 2, 0.0, apart=False)
    assert all(share.is_spent(0.0) for share in shares)
    assert not other.is_spent(0.0)


def test_what_is_computed_apart_spends_nothing_of_the_others_at_the_address() -> None:
    ledger = Ledger()
    one, other = entered(ledger), entered(ledger)
    one.computed(1000.0, 0.0, apart=True)
    assert (one.is_spent(0.0), other.is_spent(0.0)) == (True, False)


def test_whoever_has_used_least_lately_goes_first() -> None:
    ledger = Ledger()
    idle, busy = entered(ledger), entered(ledger)
    crowd = [entered(ledger, "192.0.2.2") for _ in range(50)]
    busy.computed(3.0, 0.0, apart=True)
    for each in crowd:
        each.computed(1.0, 0.0, apart=True)
    assert idle.standing(0.0) < crowd[0].standing(0.0) < busy.standing(0.0)
    assert busy.standing(60.0) < 0.1 * busy.standing(0.0)


def test_a_debt_is_not_shed_by_coming_again() -> None:
    ledger = Ledger()
    share = entered(ledger)
    share.computed(5.0, 0.0, apart=True)
    ledger.leave(share)
    assert entered(ledger).is_spent(0.0)
    assert not entered(ledger).is_spent(0.0)


def test_an_address_has_so_many_connections_and_no_more() -> None:
    ledger = Ledger()
    shares = [entered(ledger) for _ in range(MAX_CONNECTIONS)]
    assert ledger.enter("192.0.2.1", 0.0) is None
    assert ledger.enter("192.0.2.2", 0.0) is not None
    ledger.leave(shares[0])
    assert ledger.enter("192.0.2.1", 0.0) is not None


def test_a_class_comes_at_once_and_who_comes_again_and_again_waits() -> None:
    ledger, waits = Ledger(), []
    for _ in range(1000):
        found = ledger.enter("192.0.2.1", 0.0)
        assert found is not None
        waits.append(found[1])
        ledger.leave(found[0])
    assert not any(waits[:300])
    assert waits[-1] == pytest.approx((1000 - CLASS["entries"].burst) / CLASS["entries"].a_second)


def test_an_address_that_owes_nothing_is_forgotten() -> None:
    ledger = Ledger()
    for number in range(1000):
        ledger.leave(entered(ledger, f"198.51.100.{number % 250}", float(number)))
    assert len(ledger) == 1
    guest = entered(ledger, "192.0.2.1", 1000.0)
    guest.computed(5.0, 1000.0, apart=True)
    ledger.leave(guest)
    entered(ledger, "192.0.2.2", 1001.0)
    assert entered(ledger, "192.0.2.1", 1001.0).is_spent(1001.0)


@pytest.mark.parametrize(
    ("host", "network"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("", ""),
        ("not an address", "not an address"),
    ],
)
def test_an_address_of_ipv6_is_its_network(host: str, network: str) -> None:
    assert network_of(host) == network
