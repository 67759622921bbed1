from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from adr.records.access import get_record
from adr.revisions.comparison import count_in_words
from adr.revisions.forms import CompareForm
from adr.revisions.reading import changes_between


@require_safe
def compare_revisions(request: HttpRequest, team: str, number: int) -> HttpResponse:
    """Any two revisions of a record, section by section; the last two without a choice."""
    record, _membership = get_record(request.user, team, number)
    last_two = {"from": max(record.revision - 1, 1), "to": record.revision}
    revisions = record.revisions.select_related("author").defer("content")
    form = CompareForm(request.GET or last_two, revisions=revisions)
    context: dict[str, object] = {"record": record, "form": form}
    if form.is_valid():
        before, after = form.cleaned_data["from"], form.cleaned_data["to"]
        changes = changes_between(record, before, after)
        context |= {
            "before": before,
            "after": after,
            "changes": changes,
            "found": count_in_words(changes),
        }
    status = 200 if form.is_valid() else 422
    return render(request, "adr/revisions/compare.html", context, status=status)
