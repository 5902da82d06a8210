"""Lets the threads of a journey use the one connection of the test's database in turns.

The server answers each request in a thread of its own, and all share the connection of the test.
Python's SQLite hands one prepared statement to two threads that ask the same at the same instant,
and a row of one is lost to the other: a page then fails that fails for nobody else. A council's
server gives each thread a connection.
"""

from collections.abc import Callable, Iterable
from threading import Condition, RLock
from typing import Any

PATIENCE_S = 30


class Turns:
    """One request after the other, and the statements of the test between them."""

    def __init__(self) -> None:
        """Begin with nothing asked."""
        self.turn = RLock()
        self.change = Condition()
        self.unanswered = 0

    def of_request(self, answer: Callable[..., Iterable[bytes]]) -> Callable[..., Iterable[bytes]]:
        """Return the function that answers a request, its body too, when its turn has come."""

        def answer_in_turn(handler: Any, *request: Any) -> Iterable[bytes]:
            self._count(1)
            try:
                with self.turn:
                    response: Any = answer(handler, *request)
                    if getattr(response, "streaming", False):
                        response.streaming_content = list(response.streaming_content)
                    return response  # type: ignore[no-any-return]
            finally:
                self._count(-1)

        return answer_in_turn

    def of_statement(self, execute: Callable[..., Any], *statement: Any) -> Any:
        """Run a statement when its turn has come; within a request it has."""
        with self.turn:
            return execute(*statement)

    def after_all(self, act: Callable[[], None]) -> None:
        """Act once every request is answered.

        Raises:
            TimeoutError: One is not answered in time.
        """
        with self.change:
            if not self.change.wait_for(lambda: not self.unanswered, timeout=PATIENCE_S):
                raise TimeoutError(f"{self.unanswered} requests are not answered")
        with self.turn:
            act()

    def _count(self, more: int) -> None:
        with self.change:
            self.unanswered += more
            self.change.notify_all()
