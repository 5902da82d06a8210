"""Gives each scheme the levels that its colours were, with their words, shapes and roles.

Where green meant completed, as in 2006, it is the level of what is complete; else of what is on
track. A plan rated blue, red, amber, green has blue for what is complete. Edits of what green
meant become edits of its role.
"""

from django.db import migrations

WORDS = {'red': 'Red', 'amber': 'Amber', 'green': 'Green', 'blue': 'Blue', 'none': 'Not rated'}
SHAPES = {'red': 'diamond', 'amber': 'triangle', 'green': 'tick', 'blue': 'tick', 'none': 'ring'}
ROLES = {
    'red': 'off track',
    'amber': 'at risk',
    'green': 'complete',
    'blue': 'complete',
    'none': 'not rated',
}
FOUR = ('red', 'amber', 'green', 'none')
BRAG = ('blue', 'green', 'amber', 'red', 'none')
BLUE_MEANS = 'Complete'


def role_of_green(means_completed):
    return 'complete' if means_completed else 'on track'


def fill(apps, schema_editor):
    Level = apps.get_model('actionplan', 'RatingLevel')
    Rewording = apps.get_model('actionplan', 'Rewording')
    for scheme in apps.get_model('actionplan', 'RatingScheme').objects.all():
        keys = BRAG if scheme.slug == 'brag' else FOUR
        for order, key in enumerate(keys, 1):
            level = Level.objects.filter(scheme=scheme, key=key).first()
            if level is None:
                definition = BLUE_MEANS if key == 'blue' else ''
                level = Level(scheme=scheme, key=key, definition=definition)
            level.order, level.word, level.colour = order, WORDS[key], key
            level.shape, level.role = SHAPES[key], ROLES[key]
            if keys == BRAG and key == 'green':
                level.shape = 'arrow'
            if key == 'green':
                level.role = role_of_green(scheme.green_means_completed)
                green = level
            level.save()
        for edit in Rewording.objects.filter(ratingscheme=scheme, field='green_means_completed'):
            edit.ratingscheme, edit.ratinglevel, edit.field = None, green, 'role'
            edit.before, edit.after = role_of_green(edit.before), role_of_green(edit.after)
            edit.save()


def empty(apps, schema_editor):
    Level = apps.get_model('actionplan', 'RatingLevel')
    Rewording = apps.get_model('actionplan', 'Rewording')
    for scheme in apps.get_model('actionplan', 'RatingScheme').objects.all():
        green = Level.objects.filter(scheme=scheme, key='green').first()
        scheme.green_means_completed = green is not None and green.role == 'complete'
        scheme.save()
        for edit in Rewording.objects.filter(ratinglevel__scheme=scheme, field='role'):
            if green is not None and edit.ratinglevel_id == green.pk:
                edit.ratingscheme, edit.ratinglevel = scheme, None
                edit.field = 'green_means_completed'
                edit.before, edit.after = edit.before == 'complete', edit.after == 'complete'
                edit.save()
        Level.objects.filter(scheme=scheme).exclude(key__in=FOUR).delete()
    kept = ('as_written', 'definition', 'remark')
    Rewording.objects.exclude(ratinglevel=None).exclude(field__in=kept).delete()


def rename_permissions(apps, was, now):
    """Rename what may be done with a level now: the next migrations make what is not there yet."""
    for action in ('add', 'change', 'delete', 'view'):
        apps.get_model('auth', 'Permission').objects.filter(
            content_type__app_label='actionplan', codename=f'{action}_{was.replace(" ", "")}'
        ).update(codename=f'{action}_{now.replace(" ", "")}', name=f'Can {action} {now}')


def name_permissions(apps, schema_editor):
    rename_permissions(apps, 'rating definition', 'rating level')


def name_permissions_as_before(apps, schema_editor):
    rename_permissions(apps, 'rating level', 'rating definition')


class Migration(migrations.Migration):

    dependencies = [
        ('actionplan', '0031_levels_of_rating_schemes'),
    ]

    operations = [
        migrations.RunPython(fill, empty),
        migrations.RunPython(name_permissions, name_permissions_as_before),
    ]
