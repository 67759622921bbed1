"""Comparing components of one category: as a page, on paper, and as CSV."""

from collections import Counter
from collections.abc import Iterable

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from selection.directory.comparison import (
    FEWEST,
    Choice,
    choose,
    compare,
    explain_apart,
    shared_category,
    to_csv,
)
from selection.directory.forms import ComparisonForm
from selection.directory.models import Component
from selection.directory.vocabulary import load_vocabulary


@require_safe
@login_not_required
def show_comparison(request: HttpRequest) -> HttpResponse:
    choice = choose(request.GET.getlist("c"))
    if choice.problem or not choice.chosen:
        return _ask(request, choice)
    category = shared_category(choice.chosen)
    if not category:
        apart = explain_apart(choice.chosen)
        return render(request, "selection/directory/not_comparable.html", {"apart": apart})
    comparison = compare(
        choice.chosen, category, today=timezone.localdate(), stale_days=settings.STALE_DAYS
    )
    if request.GET.get("format") == "csv":
        headers = {"Content-Disposition": 'attachment; filename="comparison.csv"'}
        return HttpResponse(
            to_csv(comparison), content_type="text/csv; charset=utf-8", headers=headers
        )
    context = {
        "comparison": comparison,
        "csv_query": _with_format(request, "csv"),
        "form": _form(category, choice, Component.objects.all()),
    }
    return render(request, "selection/directory/comparison.html", context)


def _ask(request: HttpRequest, choice: Choice) -> HttpResponse:
    """Ask which components to compare: first for the category, then for its components."""
    words = load_vocabulary().categories
    category = request.GET.get("category", "")
    if category not in words:
        category = choice.chosen[0].component.category if choice.chosen else ""
    components = list(Component.objects.all())
    counts = Counter(key for component in components for key in component.answered_categories)
    context = {
        "problem": choice.problem,
        "categories": [(word, counts[key]) for key, word in words.items() if counts[key] >= FEWEST],
        "category": words.get(category),
        "form": _form(category, choice, components) if category else None,
    }
    status = 422 if choice.problem else 200
    return render(request, "selection/directory/choose.html", context, status=status)


def _form(category: str, choice: Choice, components: Iterable[Component]) -> ComparisonForm:
    """All components that answer for the category, by name."""
    answering = (each for each in components if category in each.answered_categories)
    return ComparisonForm(
        components=sorted(answering, key=lambda component: component.name.casefold()),
        chosen=[one.component.slug for one in choice.chosen],
    )


def _with_format(request: HttpRequest, name: str) -> str:
    query = request.GET.copy()
    query["format"] = name
    return query.urlencode()
