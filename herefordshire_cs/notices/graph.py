"""Sending through Microsoft 365: Graph takes a whole message, and no SMTP is spoken.

The application that a council registers needs the permission Mail.Send, limited to the mailbox of
``MAIL_FROM`` by an access policy. A message is 4 MB at most, which links never are.
"""

import base64
import json
import smtplib
from collections.abc import Sequence
from datetime import timedelta
from email.utils import parseaddr
from http import HTTPStatus
from typing import Any
from urllib.error import HTTPError
from urllib.parse import quote, urlencode
from urllib.request import Request, urlopen

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from herefordshire_cs.lib import clock

LOGIN = "https://login.microsoftonline.com"
GRAPH = "https://graph.microsoft.com"
EARLIER = timedelta(minutes=1)  # than its end a token is asked for anew
# What is of one message; anything else, such as too many requests, is of the server.
OF_THE_MESSAGE = (HTTPStatus.BAD_REQUEST, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)


class GraphBackend(BaseEmailBackend):
    """Sends messages as the mailbox that each is from, with a token of the application."""

    def __init__(
        self,
        *,
        tenant: str,
        client: str,
        secret: str,
        timeout: float,
        login: str = LOGIN,
        graph: str = GRAPH,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.tenant, self.client, self.secret = tenant, client, secret
        self.login, self.graph, self.timeout = login, graph, timeout
        self.token, self.ends_at = "", clock.now()

    def open(self) -> bool:
        """Ask for a token unless there is one that lasts. Raises OSError where nobody gives it."""
        if self.token and clock.now() < self.ends_at:
            return False
        asked = {
            "grant_type": "client_credentials",
            "client_id": self.client,
            "client_secret": self.secret,
            "scope": f"{GRAPH}/.default",
        }
        address = f"{self.login}/{quote(self.tenant)}/oauth2/v2.0/token"
        with urlopen(address, urlencode(asked).encode(), timeout=self.timeout) as answer:
            given = json.load(answer)
        self.token = given["access_token"]
        self.ends_at = clock.now() + timedelta(seconds=int(given["expires_in"])) - EARLIER
        return True

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Send messages, and return how many. Raises OSError, and SMTPException of a message."""
        self.open()
        for message in email_messages:
            self._send(message)
        return len(email_messages)

    def _send(self, message: EmailMessage) -> None:
        sender = quote(parseaddr(message.from_email)[1])
        request = Request(
            f"{self.graph}/v1.0/users/{sender}/sendMail",
            data=base64.b64encode(message.message().as_bytes()),
            headers={"Authorization": f"Bearer {self.token}", "Content-Type": "text/plain"},
        )
        try:
            with urlopen(request, timeout=self.timeout):
                pass  # 202: taken
        except HTTPError as refused:
            if refused.code in OF_THE_MESSAGE:
                raise smtplib.SMTPException(f"Microsoft 365 refused it: {refused}") from refused
            raise
