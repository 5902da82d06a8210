"""Gives the bodies that there are what they have of their own, as the code had it for all of them.

The two forms of report are those of the papers: the report to Cabinet of 17 February 2005, and the
reports to Scrutiny of 13 March and 31 May 2006.

Who read what is exempt of every body reads it now of those to which they belong. Clerks, directors,
auditors and those who clear reports serve every body that is open to the public, and go on so;
members belong to a body by their seat on it.
"""

from django.db import migrations

from herefordshire_cs.accounts.granting import grant

FORMS = [{'key': 'scrutiny',
  'name': 'Scrutiny',
  'description': 'Scrutiny’s: every paragraph is numbered',
  'asks_key_decision': False,
  'headings': [{'key': 'purpose', 'words': 'Purpose', 'is_numbered': True},
               {'key': 'financial', 'words': 'Financial Implications', 'is_numbered': True},
               {'key': 'considerations', 'words': 'Considerations', 'is_numbered': True},
               {'key': 'risk', 'words': 'Risk Management', 'is_numbered': True},
               {'key': 'options', 'words': 'Alternative Options', 'is_numbered': True},
               {'key': 'consultees', 'words': 'Consultees', 'is_numbered': True}]},
 {'key': 'cabinet',
  'name': 'Cabinet',
  'description': 'The Cabinet’s: with key decision, reasons and options',
  'asks_key_decision': True,
  'headings': [{'key': 'purpose', 'words': 'Purpose', 'is_numbered': False},
               {'key': 'reasons', 'words': 'Reasons', 'is_numbered': False},
               {'key': 'considerations', 'words': 'Considerations', 'is_numbered': True},
               {'key': 'options', 'words': 'Alternative Options', 'is_numbered': False},
               {'key': 'risk', 'words': 'Risk Management', 'is_numbered': False},
               {'key': 'financial', 'words': 'Financial Implications', 'is_numbered': False},
               {'key': 'consultees', 'words': 'Consultees', 'is_numbered': False}]}]
CAPACITIES = [{'key': 'councillor', 'name': 'Councillor', 'voting': 'all'},
 {'key': 'church', 'name': 'Church member', 'voting': 'education matters'},
 {'key': 'parent governor', 'name': 'Parent governor member', 'voting': 'education matters'},
 {'key': 'teacher', 'name': 'Teacher representative', 'voting': 'none'},
 {'key': 'headteacher', 'name': 'Headteacher representative', 'voting': 'none'},
 {'key': 'co-opted', 'name': 'Co-opted member', 'voting': 'none'},
 {'key': 'diocesan', 'name': 'Diocesan representative', 'voting': 'education matters'},
 {'key': 'health', 'name': 'Health representative', 'voting': 'none'},
 {'key': 'police', 'name': 'Police representative', 'voting': 'none'},
 {'key': 'young person', 'name': 'Young person', 'voting': 'none'},
 {'key': 'parent carer', 'name': 'Parent carer', 'voting': 'none'},
 {'key': 'independent chair', 'name': 'Independent chair', 'voting': 'none'}]
OFFICES = [{'key': 'chairman', 'name': 'Chairman'}, {'key': 'vice-chairman', 'name': 'Vice-Chairman'}]
CLEARANCES = [{'key': 'finance', 'name': 'Finance'},
 {'key': 'legal', 'name': 'Legal'},
 {'key': 'director', 'name': 'Director'}]
STANDING = {'scrutiny': [{'key': 'apologies',
               'name': 'APOLOGIES FOR ABSENCE',
               'purpose': 'To receive apologies for absence.'},
              {'key': 'substitutes',
               'name': 'NAMED SUBSTITUTES',
               'purpose': 'To receive any details of Members nominated to attend the meeting '
                          'in place of a Member of the Committee.'},
              {'key': 'declarations',
               'name': 'DECLARATIONS OF INTEREST',
               'purpose': 'To receive any declarations of interest by Members in respect of '
                          'items on the Agenda.'},
              {'key': 'minutes', 'name': 'MINUTES', 'purpose': ''},
              {'key': 'public suggestions',
               'name': 'SUGGESTIONS FROM MEMBERS OF THE PUBLIC ON ISSUES FOR FUTURE SCRUTINY',
               'purpose': 'To consider suggestions from members of the public on issues the '
                          'Committee could scrutinise in the future.'}],
 'executive': [{'key': 'apologies',
                'name': 'APOLOGIES FOR ABSENCE',
                'purpose': 'To receive apologies for absence.'},
               {'key': 'declarations',
                'name': 'DECLARATIONS OF INTEREST',
                'purpose': 'To receive any declarations of interest by Members in respect of '
                           'items on the Agenda.'},
               {'key': 'minutes', 'name': 'MINUTES', 'purpose': ''}],
 'board': [{'key': 'apologies',
            'name': 'APOLOGIES FOR ABSENCE',
            'purpose': 'To receive apologies for absence.'},
           {'key': 'minutes', 'name': 'MINUTES', 'purpose': ''}]}

SERVES = ["serve_open_bodies"]
MAY = {
    "Committee clerk": [*SERVES, "keep_bodies", "follow_readings"],
    "Director": SERVES,
    "Auditor": [*SERVES, "follow_readings"],
    "Finance clearance": SERVES,
    "Legal clearance": SERVES,
    # Whoever sits on a body, or serves it, reads what it reads; administrators read nothing exempt.
    "Officer": ["read_exempt"],
    "Partner": ["read_exempt"],
    "Performance officer": ["read_exempt"],
}


def give(apps, schema_editor):
    forms = apps.get_model("governance", "ReportForm").objects
    known = {row["key"]: forms.create(**row) for row in FORMS}
    bodies = apps.get_model("governance", "Committee").objects
    for body in bodies.all():
        body.capacities, body.offices, body.clearances = CAPACITIES, OFFICES, CLEARANCES
        body.standing = STANDING[body.kind]
        body.report_form = known["cabinet" if body.kind == "executive" else "scrutiny"]
        body.save()
    grant(apps, "governance", MAY)


class Migration(migrations.Migration):
    dependencies = [("governance", "0015_bodies_of_their_own")]
    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
