"""Who moved what a minute resolved, and the vote on it."""

from dataclasses import asdict

from governance.models import Minute, Motion
from governance.models.minute_taking import MotionDraft


def keep_motion(minute: Minute, draft: MotionDraft) -> None:
    """Keep what stands behind a minute's resolution; where nothing is said there is no row."""
    row = Motion.objects.select_for_update().filter(minute=minute).first()
    if draft.is_blank:
        if row is not None:
            row.delete()
        return
    row = row or Motion(minute=minute)
    said = asdict(draft) | {
        "named": [{"name": name, "cast": cast} for name, cast in draft.named],
    }
    if draft.votes_for is None:
        said["present"] = None
    for name, value in said.items():
        setattr(row, name, value)
    row.full_clean()
    row.save()
