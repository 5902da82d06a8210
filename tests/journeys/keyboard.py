"""A keyboard instead of a mouse."""

from playwright.sync_api import Locator, Page


def tab_to(page: Page, wanted: Locator, at_most: int = 60) -> None:
    """Press Tab until something has the focus, and see that it can be seen."""
    for _press in range(at_most):
        page.keyboard.press("Tab")
        if wanted.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"{wanted} was not reached in {at_most} presses of Tab")
