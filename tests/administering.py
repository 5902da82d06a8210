"""Sending the forms of the administration pages as a browser does."""

from django.test import Client


def send(client: Client, address: str, **typed: object) -> None:
    """Open a form of the administration pages and send it with some fields typed anew."""
    page = client.get(address)
    assert page.status_code == 200, address
    form, inlines = page.context["adminform"].form, page.context["inline_admin_formsets"]
    sent: dict[str, object] = {}
    forms = [form, *(each for inline in inlines for each in inline.formset)]
    for each in [*forms, *(inline.formset.management_form for inline in inlines)]:
        for bound in each:
            value = bound.value()
            sent[bound.html_name] = "" if value is None or value is False else value
    response = client.post(address, sent | typed)
    assert response.status_code == 302, response.context["errors"]
