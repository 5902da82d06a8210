"""Asking a partner who has no account by a link, and the form that the link opens."""

from datetime import date, timedelta
from typing import Any

from django import forms

from actionplan.forms.fields import REASON_LIMIT, NarrativeField
from actionplan.forms.updates import Moving, OverdueUpdateForm, ProgressUpdateForm
from actionplan.models import Action, Organisation, Standing
from herefordshire_cs.accounts.models import User
from herefordshire_cs.lib.text.words import day_in_words
from herefordshire_cs.lib.web.fields import DayField

LONGEST = timedelta(days=92)
LONGEST_POST = 80
# What a link neither offers nor tells: who else there is, files, words for the board alone.
NOT_BY_LINK = ("evidence", "approver", "is_for_board", "impact")


class PartnerLinkForm(forms.Form):
    """Of whom an update is asked, at which address, and the last day of the link."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.filter(merged_into=None),
        label="Organisation",
        empty_label="Choose an organisation",
        error_messages={"required": "Choose the organisation"},
    )
    post = forms.CharField(
        label="Post that answers",
        max_length=LONGEST_POST,
        help_text="Like “Head of Community Services”. What is said is recorded as from this post.",
        error_messages={"required": "Say which post answers"},
    )
    address = forms.EmailField(
        label="E-mail address", error_messages={"required": "Type the address to send the link to"}
    )
    words = NarrativeField(
        limit=REASON_LIMIT,
        label="What you would like to know",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="They read it on the page that the link opens, with your name.",
    )
    ends_on = DayField(
        label="Last day of the link",
        help_text="Like {today}.",
        error_messages={"required": "Type the last day of the link"},
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_ends_on(self) -> date:
        """Refuse a day that is past, and one more than three months ahead."""
        day: date = self.cleaned_data["ends_on"]
        if day < self.today:
            raise forms.ValidationError(f"{day_in_words(day)} is past.")
        if day - self.today > LONGEST:
            raise forms.ValidationError("A link lasts three months at most.")
        return day


def answer_form(data: Any, action: Action, *, today: date) -> ProgressUpdateForm:
    """Return the form of an update as a partner is asked it, by the rules of any update."""
    scheme = action.plan.rating_scheme()
    given: dict[str, Any] = {
        "scheme": scheme,
        "starts_on": action.plan.starts_on,
        "today": today,
        "initial": {"reported_on": today},
    }
    overdue = Standing.objects.on(today).overdue(scheme, as_of=today).filter(action=action)
    form: ProgressUpdateForm
    if overdue.exists():
        moving = Moving(present=None, last=None, approvers=User.objects.none(), waits=True)
        form = OverdueUpdateForm(data, moving=moving, **given)
    else:
        form = ProgressUpdateForm(data, **given)
    for name in NOT_BY_LINK:
        form.fields.pop(name, None)
    return form
