"""Who is meant by the words that name them."""

from collections.abc import Mapping
from datetime import date

from django.db.models import F

from actionplan.models import Action, ActionRole, Officer, Organisation

LONGEST_PERSON = 120


class People:
    """Who is known here by a day, by the words that name them: the newest, where they name two."""

    def __init__(self, *, on: date, who: Mapping[str, Officer] | None = None) -> None:
        self.officers: dict[str, Officer] = {}
        oldest_first = (F("active_from").asc(nulls_first=True), "initials")
        for officer in Officer.objects.known(on=on).order_by(*oldest_first):
            for words in (officer.post, officer.name, officer.initials):
                if words:
                    self.officers[words.casefold()] = officer
        self.officers |= {words.casefold(): officer for words, officer in (who or {}).items()}
        # One that was merged into another is that other, unless another bears its name now.
        merged_first = Organisation.objects.select_related("merged_into").order_by(
            F("merged_into").desc(nulls_last=True), "pk"
        )
        self.organisations = {row.name.casefold(): row.merged_into or row for row in merged_first}

    def knows(self, words: str) -> bool:
        """Say whether words name an officer or a body that is known."""
        return words.casefold() in self.officers or words.casefold() in self.organisations

    def role(self, action: Action, words: str, order: int, part: str) -> ActionRole:
        """Return the part of a lead in an action: an officer's, a body's, or a named person's."""
        officer = self.officers.get(words.casefold())
        body = None if officer else self.organisations.get(words.casefold())
        person = "" if officer or body else words[:LONGEST_PERSON]
        return ActionRole(
            action=action,
            part=part,
            officer=officer,
            organisation=body,
            person=person,
            order=order,
        )
