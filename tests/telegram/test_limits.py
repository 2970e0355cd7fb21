"""Buckets and pauses, by a clock that the test moves."""

from bot.telegram.limits import Bucket, Limits, Pace


def test_a_burst_goes_at_once_and_then_one_a_second() -> None:
    """Five without waiting, the sixth after a second, the seventh after two."""
    bucket = Bucket(1, 5)
    assert [round(bucket.reserve(100.0), 3) for _ in range(7)] == [0, 0, 0, 0, 0, 1, 2]


def test_a_bucket_fills_again() -> None:
    """Who waited has room again, and never more than the burst."""
    bucket = Bucket(1, 5)
    for _ in range(5):
        bucket.reserve(100.0)
    assert [bucket.room(at) for at in (100.0, 101.0, 104.0, 900.0)] == [0, 1, 4, 5]


def test_a_second_never_holds_more_than_telegram_allows() -> None:
    """At most 30 arrive in any second, also when some travel 0.15 s longer than others."""
    pace = Pace(Limits())
    times = sorted(pace.reserve(chat, 0.0) for chat in range(200))
    busiest = max(sum(1 for at in times if start <= at < start + 1.15) for start in times)
    assert busiest <= 30
    assert times[-1] > 6


def test_a_pause_of_one_chat_leaves_the_others_alone() -> None:
    """A 429 of one chat is about that chat."""
    pace = Pace(Limits())
    pace.pause(1, 30, 0.0)
    assert (pace.paused(1, 1.0), pace.paused(2, 1.0)) == (29, 0)


def test_two_chats_that_are_told_to_wait_mean_everybody() -> None:
    """Telegram does not say which limit was met; two at once is ours as a whole."""
    pace = Pace(Limits())
    pace.pause(1, 30, 0.0)
    pace.pause(2, 20, 1.0)
    assert pace.all_paused(1.0) == 20
    assert pace.room(1.0) == 0


def test_two_chats_that_are_told_to_wait_for_a_day_hold_nobody_else_so_long() -> None:
    """It may be about them alone: after a minute another chat is tried."""
    pace = Pace(Limits())
    for chat in (1, 2):
        pace.pause(chat, 86_400, now=0.0)
    assert pace.paused(3, now=59.0) == 1.0
    assert pace.paused(3, now=61.0) == 0.0
    assert pace.paused(1, now=61.0) > 86_000


def test_a_pause_that_is_over_is_no_second_one() -> None:
    """An old 429 of another chat has nothing to do with a new one."""
    pace = Pace(Limits())
    pace.pause(1, 5, 0.0)
    pace.pause(2, 5, 60.0)
    assert pace.all_paused(60.0) == 0


def test_chats_at_rest_are_forgotten() -> None:
    """Memory holds the busy ones only."""
    pace = Pace(Limits(overall_per_second=1e9))
    for chat in range(5_000):
        pace.reserve(chat, chat * 10.0)
    assert len(pace._chats) <= 2_001  # noqa: SLF001 - what is kept is the fact


def test_the_pause_after_failures_doubles_up_to_the_longest() -> None:
    """Half a second, one, two … ten."""
    limits = Limits()
    assert [limits.pause(tries) for tries in (0, 1, 2, 9, 900)] == [0.5, 1, 2, 10, 10]
