"""The pages of the guide. They are public: choosing needs no account."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from selection.directory.vocabulary import load_vocabulary
from selection.guide.links import OVERVIEW, address_of
from selection.guide.models import Kind
from selection.guide.pages import (
    category_link,
    chapters,
    components_in,
    components_on,
    entries_of,
    entry_page,
    glossary_letters,
    layer_link,
    matrix_rows,
    neighbours,
)

MATRIX_PAGES = {"category-matrix"}


@require_safe
@login_not_required
def show_overview(request: HttpRequest) -> HttpResponse:
    context = {
        "page": entry_page(Kind.GUIDE, OVERVIEW),
        "chapters": [link for link in chapters() if link.address != address_of("guide/overview")],
        "layers": [layer_link(number) for number in sorted(load_vocabulary().layers, reverse=True)],
    }
    return render(request, "selection/guide/overview.html", context)


@require_safe
@login_not_required
def show_page(request: HttpRequest, slug: str) -> HttpResponse:
    if slug == OVERVIEW:
        return redirect("selection:guide", permanent=True)
    page, links = entry_page(Kind.GUIDE, slug), chapters()
    before, after = neighbours(links, address_of(page.entry.path))
    context = {"page": page, "chapters": links, "before": before, "after": after}
    if slug in MATRIX_PAGES:
        context["matrix"] = matrix_rows()
    return render(request, "selection/guide/page.html", context)


@require_safe
@login_not_required
def list_categories(request: HttpRequest) -> HttpResponse:
    vocabulary = load_vocabulary()
    summaries = {entry.slug: entry.summary for entry in entries_of(Kind.CATEGORY)}
    groups = [
        (
            title,
            [(category_link(word.key), summaries.get(word.key, word.meaning)) for word in words],
        )
        for title, words in (
            ("Primary categories", vocabulary.primary_categories),
            ("Additions", vocabulary.additions),
        )
    ]
    context = {"groups": groups, "matrix": matrix_rows()}
    return render(request, "selection/guide/category_list.html", context)


@require_safe
@login_not_required
def show_category(request: HttpRequest, slug: str) -> HttpResponse:
    page = entry_page(Kind.CATEGORY, slug)
    primary = {word.key for word in load_vocabulary().primary_categories}
    context = {
        "page": page,
        "is_primary": slug in primary,
        "layer": layer_link(page.entry.layer or 0),
        "matrix": matrix_rows(slug),
        "components": components_in(slug),
    }
    return render(request, "selection/guide/category.html", context)


@require_safe
@login_not_required
def show_layer(request: HttpRequest, number: int) -> HttpResponse:
    page = entry_page(Kind.LAYER, str(number))
    categories = [entry for entry in entries_of(Kind.CATEGORY) if entry.layer == number]
    layers = sorted(load_vocabulary().layers, reverse=True)
    context: dict[str, Any] = {
        "page": page,
        "layers": [(layer == number, layer_link(layer)) for layer in layers],
        "categories": [(category_link(entry.slug), entry.summary) for entry in categories],
        "components": components_on(number),
    }
    return render(request, "selection/guide/layer.html", context)


@require_safe
@login_not_required
def list_terms(request: HttpRequest) -> HttpResponse:
    letters = glossary_letters()
    chosen = request.GET.get("letter", "").upper()
    if chosen and chosen not in {letter.letter for letter in letters}:
        raise Http404("No such letter.")
    shown = [letter for letter in letters if letter.terms and chosen in ("", letter.letter)]
    context = {
        "letters": letters,
        "chosen": chosen,
        "shown": shown,
        "count": sum(len(letter.terms) for letter in letters),
    }
    return render(request, "selection/guide/glossary.html", context)


@require_safe
@login_not_required
def show_term(request: HttpRequest, slug: str) -> HttpResponse:
    return render(request, "selection/guide/term.html", {"page": entry_page(Kind.TERM, slug)})


@require_safe
@login_not_required
def list_use_cases(request: HttpRequest) -> HttpResponse:
    cases = [
        (address_of(entry.path), entry, [category_link(key) for key in entry.categories])
        for entry in entries_of(Kind.USE_CASE)
    ]
    return render(request, "selection/guide/use_case_list.html", {"cases": cases})


@require_safe
@login_not_required
def show_use_case(request: HttpRequest, slug: str) -> HttpResponse:
    page = entry_page(Kind.USE_CASE, slug)
    links = [category_link(key) for key in page.entry.categories]
    return render(request, "selection/guide/use_case.html", {"page": page, "categories": links})
