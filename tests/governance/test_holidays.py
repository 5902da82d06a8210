"""A one-off holiday is left out of the statutory clock like a bank holiday."""

from datetime import date

import pytest

from governance.models import OneOffHoliday
from governance.statutory import latest_publication


@pytest.mark.django_db
def test_a_one_off_holiday_brings_the_latest_publication_forward_by_a_day() -> None:
    meeting_on = date(2006, 5, 31)
    assert latest_publication(meeting_on).day == date(2006, 5, 22)

    OneOffHoliday.objects.create(day=date(2006, 5, 24), name="A day of thanksgiving")

    counted = latest_publication(meeting_on, calendar=OneOffHoliday.objects.working_calendar())
    assert counted.day == date(2006, 5, 19)
    assert date(2006, 5, 24) in {left_out.day for left_out in counted.left_out}
