"""The clock of a demonstration, for several visitors at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

from django.test import override_settings
from django.utils import timezone

from herefordshire_cs.lib import clock
from tests.conftest import DEMONSTRATION_DAY


def test_the_day_that_a_visitor_chose_holds_in_no_other_thread() -> None:
    together = Barrier(3, timeout=30)

    def day_of(chosen: date | None) -> tuple[date, date]:
        with clock.chosen_day(chosen):
            together.wait()  # all three have chosen
            during = clock.today()
            together.wait()  # nobody has ended yet
        return during, clock.today()

    with ThreadPoolExecutor(3) as threads:
        got = list(threads.map(day_of, [date(2006, 3, 15), date(2006, 9, 1), None]))

    assert got == [
        (date(2006, 3, 15), DEMONSTRATION_DAY),
        (date(2006, 9, 1), DEMONSTRATION_DAY),
        (DEMONSTRATION_DAY, DEMONSTRATION_DAY),
    ]


def test_a_paper_made_in_a_demonstration_bears_its_day_and_never_one_before_it_speaks() -> None:
    told = clock.told_instant(no_earlier=date(2006, 3, 13))
    later = clock.told_instant(no_earlier=date(2006, 7, 15))

    assert timezone.localdate(told) == DEMONSTRATION_DAY
    assert timezone.localdate(later) == date(2006, 7, 15)
    with override_settings(DEMONSTRATION_DATE=None):
        assert timezone.localdate(clock.told_instant(no_earlier=DEMONSTRATION_DAY)).year > 2006
