"""Easter Day of a year of the Gregorian calendar."""

from datetime import date


def easter(year: int) -> date:
    """Return Easter Day, by the anonymous Gregorian rule (Nature, 20 April 1876)."""
    golden = year % 19
    century, of_century = divmod(year, 100)
    leap_centuries, left = divmod(century, 4)
    correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap_centuries - correction + 15) % 30
    leaps, beyond = divmod(of_century, 4)
    weekday = (32 + 2 * left + 2 * leaps - epact - beyond) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)
