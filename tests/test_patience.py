"""Whoever gives work up forbids its COMMIT, or is told that it was sent."""

import time

from csbot.patience import PATIENCE, Patience, Saving, within


def test_what_is_given_up_before_its_commit_sends_none() -> None:
    patience = Patience.of(30)
    assert patience.begin()
    assert patience.give_up() is Saving.NOT
    assert not patience.begin_saving()
    assert not patience.begin()


def test_what_is_given_up_after_its_commit_may_be_saved_or_is() -> None:
    sent, answered = Patience.of(30), Patience.of(30)
    for patience in (sent, answered):
        assert patience.begin_saving()
    answered.saved()
    assert (sent.give_up(), answered.give_up()) == (Saving.PERHAPS, Saving.DONE)


def test_only_the_last_transaction_counts() -> None:
    patience = Patience.of(30)
    patience.begin_saving()
    patience.saved()
    patience.begin()
    assert patience.give_up() is Saving.NOT


def test_when_the_time_is_over_no_commit_is_sent() -> None:
    assert not Patience.of(0).begin_saving()
    assert not Patience.of(0).begin()
    assert Patience.of(0).left_s == 0


def test_a_commit_sent_at_the_last_moment_is_waited_for() -> None:
    patience = Patience.of(0.2)
    assert patience.begin_saving()
    assert 0.2 < patience.ends_at - time.monotonic() <= 0.3


def test_patience_is_that_of_the_work_at_hand() -> None:
    assert PATIENCE.get() is None
    with within(5):
        assert PATIENCE.get() is not None
    assert PATIENCE.get() is None
