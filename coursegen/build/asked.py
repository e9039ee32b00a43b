"""What a build was asked for beyond the usual, as its manifest keeps it, so that the same file can be made again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from msgspec.structs import replace

from coursegen.build.bases import Look
from coursegen.build.papers import Forms, Printing
from coursegen.build.request import Request

_TEXTS = ("plan", "paper", "language", "date", "profile")


def asked(request: Request) -> Mapping[str, object]:
    """What was asked for beyond the usual; `asked_again` reads it."""
    forms, look, printing = request.forms, request.look, request.printing
    choices = {
        **{key: getattr(request, key) for key in (*_TEXTS, "lessons", "thumbnails")},
        "forms": _said({"count": forms.count, "kind": forms.kind}),
        "look": _said({"aspect": look.aspect, "mode": look.mode}),
        "printing": _said({"paper": printing.paper, "seal": printing.seal}),
    }
    return _said(choices)


def _said(choices: Mapping[str, object]) -> Mapping[str, object]:
    return {key: value for key, value in choices.items() if value}


def asked_again(request: Request, record: Mapping[str, object]) -> Request:
    """A request with the choices that a record of the manifest keeps."""
    kept = record.get("asked")
    said: Mapping[str, Any] = kept if isinstance(kept, dict) else {}
    forms, look, printing = (said.get(key, {}) for key in ("forms", "look", "printing"))
    return replace(
        request,
        **cast("Any", {key: str(said.get(key, "")) for key in _TEXTS}),
        lessons=tuple(said.get("lessons", ())),
        thumbnails=bool(said.get("thumbnails")),
        forms=Forms(forms.get("count", 0), forms.get("kind")),
        look=Look(look.get("aspect", ""), look.get("mode", "")),
        printing=Printing(printing.get("paper", ""), printing.get("seal", "")),
    )
