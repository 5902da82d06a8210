"""Lets LibreOffice, where the machine has it, save a document of an old kind as one of today's."""

import subprocess
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory

PROGRAMS = ("soffice", "libreoffice")
SECONDS = 60


class NotConverted(Exception):
    """The document was not converted: there is no program for it, or it did not open it."""


def as_docx(content: bytes) -> bytes:
    """Return an old Word document as .docx. Raises NotConverted."""
    program = next(filter(None, map(which, PROGRAMS)), None)
    if program is None:
        raise NotConverted
    with TemporaryDirectory() as place:
        old, new = Path(place) / "sent.doc", Path(place) / "sent.docx"
        old.write_bytes(content)
        profile = f"-env:UserInstallation=file://{place}/profile"  # its own: two may run at once
        command = [program, profile, "--headless", "--norestore", "--convert-to", "docx"]
        try:
            subprocess.run(
                [*command, "--outdir", place, str(old)],
                capture_output=True,
                timeout=SECONDS,
                check=True,
            )
            return new.read_bytes()
        except (OSError, subprocess.SubprocessError) as error:
            raise NotConverted from error
