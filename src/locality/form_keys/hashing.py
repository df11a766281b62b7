"""The digest of what a form was sent with: the same form sent again has the same, whatever its CSRF token."""

import hashlib
from collections.abc import Iterable, Iterator

from django.http import HttpRequest

from locality.form_keys.keys import FIELD

NOT_OF_THE_FORM = {FIELD, "csrfmiddlewaretoken"}


def digest_of_body(request: HttpRequest) -> str:
    """SHA-256 of every field and the content of every file."""
    digest = hashlib.sha256()
    for name, values in sorted(request.POST.lists()):
        if name not in NOT_OF_THE_FORM:
            _add(digest, ["field", name, *(str(value) for value in values)])
    for name, files in sorted(request.FILES.lists()):
        for file in files:
            _add(digest, ["file", name, file.name or "", _digest_of_file(file.chunks())])
            file.seek(0)
    return digest.hexdigest()


def _digest_of_file(chunks: Iterator[bytes]) -> str:
    digest = hashlib.sha256()
    for chunk in chunks:
        digest.update(chunk)
    return digest.hexdigest()


def _add(digest: "hashlib._Hash", parts: Iterable[str]) -> None:
    """Each part with its length, so that no two lists of parts look alike."""
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        digest.update(len(data).to_bytes(8, "big") + data)
    digest.update(b"\xff" * 8)
