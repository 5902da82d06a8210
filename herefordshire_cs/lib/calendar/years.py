"""Financial years and their quarters."""

from dataclasses import dataclass
from datetime import date, timedelta

QUARTERS = ("April to June", "July to September", "October to December", "January to March")


@dataclass(frozen=True, slots=True, order=True)
class FinancialYear:
    """The year from 1 April of ``starts_in`` to the next 31 March."""

    starts_in: int

    @property
    def starts_on(self) -> date:
        return date(self.starts_in, 4, 1)

    @property
    def ends_on(self) -> date:
        return date(self.starts_in + 1, 3, 31)

    def __str__(self) -> str:
        return f"{self.starts_in} to {self.starts_in + 1}"


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """Three months of a financial year: 1 is April to June, 4 is January to March."""

    year: FinancialYear
    number: int

    @property
    def starts_on(self) -> date:
        if self.number == 4:
            return date(self.year.starts_in + 1, 1, 1)
        return date(self.year.starts_in, 3 * self.number + 1, 1)

    @property
    def ends_on(self) -> date:
        if self.number == 4:
            return self.year.ends_on
        return Quarter(self.year, self.number + 1).starts_on - timedelta(days=1)

    def __str__(self) -> str:
        return f"Quarter {self.number} ({QUARTERS[self.number - 1]}) {self.starts_on.year}"


def financial_year(day: date) -> FinancialYear:
    """Return the financial year that ``day`` falls in."""
    return FinancialYear(day.year if day.month >= 4 else day.year - 1)


def quarter(day: date) -> Quarter:
    """Return the quarter of the financial year that ``day`` falls in."""
    return Quarter(financial_year(day), (day.month - 4) % 12 // 3 + 1)
