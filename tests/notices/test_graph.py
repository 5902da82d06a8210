"""Sending through Microsoft 365, against a stand-in on this machine."""

import base64
import json
import threading
from collections.abc import Iterator
from email import message_from_bytes, policy
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

import pytest

from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role
from herefordshire_cs.notices.models import Message
from herefordshire_cs.notices.sending import WAITS, send_due
from tests.conftest import user_in
from tests.notices.mail_servers import NOON, sent_by, tell_all

pytestmark = pytest.mark.django_db
State = Message.State


class StandIn(BaseHTTPRequestHandler):
    """Gives a token to who knows the secret, and takes a message from who has it."""

    def do_POST(self) -> None:
        server: Any = self.server
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.path == "/council/oauth2/v2.0/token":
            asked = parse_qs(body.decode())
            server.tokens += 1
            known = asked["client_secret"] == ["secret"]
            self.answer(200 if known else 401, {"access_token": "token", "expires_in": 3600})
        elif self.headers["Authorization"] != "Bearer token":
            self.answer(401, {})
        else:
            if server.answers == 202:
                server.taken.append((self.path, base64.b64decode(body)))
            self.answer(server.answers, {})

    def answer(self, code: int, said: dict[str, Any]) -> None:
        body = json.dumps(said).encode()
        self.send_response(code)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: Any) -> None:
        """Say nothing."""


@pytest.fixture
def stand_in(settings: Any) -> Iterator[Any]:
    with ThreadingHTTPServer(("127.0.0.1", 0), StandIn) as server:
        held: Any = server
        held.tokens, held.taken, held.answers = 0, [], 202
        threading.Thread(target=server.serve_forever, daemon=True).start()
        use(settings, server, secret="secret")
        yield server
        server.shutdown()


def use(settings: Any, server: Any, *, secret: str) -> None:
    address = f"http://127.0.0.1:{server.server_address[1]}"
    options = {"tenant": "council", "client": "app", "secret": secret, "timeout": 5}
    backend = "herefordshire_cs.notices.graph.GraphBackend"
    sent_by(settings, backend, {**options, "login": address, "graph": address})
    settings.MAIL_HOST, settings.MAIL_TENANT = "", "council"


@pytest.fixture
def readers() -> list[User]:
    return [user_in(Role.OFFICER), user_in(Role.PARTNER)]


def test_messages_are_sent_whole_as_the_mailbox_with_one_token(
    stand_in: Any, readers: list[User]
) -> None:
    tell_all(readers)
    assert send_due(at=NOON) is None

    assert stand_in.tokens == 1
    assert {path for path, _body in stand_in.taken} == {
        "/v1.0/users/plan%40council.example/sendMail"
    }
    sent = [message_from_bytes(body, policy=policy.default) for _path, body in stand_in.taken]
    assert {each["To"] for each in sent} == {reader.email for reader in readers}
    assert {each["Message-ID"] for each in sent} == set(
        Message.objects.values_list("message_id", flat=True)
    )


@pytest.mark.parametrize("code", [400, 429, 503])
def test_what_is_not_taken_is_tried_again(code: int, stand_in: Any, readers: list[User]) -> None:
    stand_in.answers = code
    tell_all(readers)

    assert send_due(at=NOON) == NOON + WAITS[0]
    assert set(Message.objects.values_list("state", "tries")) == {(State.WAITING, 1)}


def test_a_wrong_secret_is_said_of_each_message(
    stand_in: Any, readers: list[User], settings: Any
) -> None:
    use(settings, stand_in, secret="another")
    tell_all(readers)
    send_due(at=NOON)

    assert all("401" in fault for fault in Message.objects.values_list("fault", flat=True))
