"""Where the codes on a paper and the rest of it contradict each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...domain.extraction import Finding
from ..fusion import same
from ..reader import Found
from .reader import NAME

_COMPARED = ("total", "currency", "issue_date", "iban")
_MEANT = 0.5  # a reader less sure than this has said nothing that could contradict


def disagreements(found: Sequence[Found]) -> Iterator[Finding]:
    """A finding for each field of which a code says something else than the page or its XML.

    What is to be paid may be the total of the others or what they too say is payable.
    """
    code = next((each for each in found if each.reader == NAME), None)
    others = [each for each in found if each.reader != NAME and each.reader != "paperless"]
    if code is None:
        return
    for name in _COMPARED:
        stated = code.fields.get(name)
        names = (name, "payable") if name == "total" and "payable" in code.fields else (name,)
        said = list(_said(others, names))
        if stated and said and not any(same(name, stated.value, each) for each in said):
            yield _finding(name, stated.value, said[0])


def _said(others: Sequence[Found], names: Sequence[str]) -> Iterator[str]:
    for other in others:
        for name in names:
            field = other.fields.get(name)
            if field is not None and field.confidence >= _MEANT:
                yield field.value


def _finding(name: str, stated: str, said: str) -> Finding:
    return Finding(
        "code-disagrees",
        f"The code on the document says {stated}, the rest of it {said}.",
        field=name,
        params=(("code", stated), ("other", said)),
    )
