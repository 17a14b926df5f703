"""Several papers on one scan: the first is the document's, and a finding names the others."""

from __future__ import annotations

from dataclasses import replace

from ..domain.extraction import Extraction, Finding, State

_NAMED = 5  # papers that the finding names


def several(first: Extraction, *others: Extraction) -> Extraction:
    """The first with the others beside it; never certain: a person must see that there are more."""
    further = [each for other in others for each in (replace(other, others=()), *other.others)]
    finding = _finding(further)
    state = State.REVIEW if first.state == State.AUTO else first.state
    return replace(first, state=state, others=tuple(further), findings=(finding, *first.findings))


def _finding(others: list[Extraction]) -> Finding:
    names = "; ".join(map(_name, others[:_NAMED]))
    message = (
        f"The scan holds {len(others) + 1} papers; this is the first, the others are: {names}."
    )
    params = (("count", str(len(others) + 1)), ("others", names))
    return Finding("several-papers", message, params=params)


def _name(extraction: Extraction) -> str:
    words = [extraction.text(name) for name in ("seller", "total", "currency", "issue_date")]
    return " ".join(word[:60] for word in words if word) or "?"
