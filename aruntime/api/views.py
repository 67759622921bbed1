"""The pages around the API: what it offers, and the tokens of a person."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from ninja import NinjaAPI

from aruntime.api.describing import describe
from aruntime.api.forms import TokenForm
from aruntime.api.tokens import make_token, revoke_token
from aruntime.teams.access import SignedInRequest


@require_safe
@login_not_required
def overview(request: HttpRequest, api: NinjaAPI) -> HttpResponse:
    """The operations, for people; the same as openapi.json says for programs."""
    return render(request, "api/overview.html", {"api": api, "groups": describe(api)})


@require_http_methods(["GET", "POST"])
@never_cache
def tokens(request: SignedInRequest) -> HttpResponse:
    form = TokenForm(request.POST if request.method == "POST" else None)
    text = ""
    if form.is_valid():
        # Shown in the answer itself: the text must neither be stored nor stand in an address.
        _, text = make_token(
            person=request.user,
            name=form.cleaned_data["name"],
            may_write=form.cleaned_data["access"] == "write",
            expires_on=form.cleaned_data["expires_on"],
        )
        form = TokenForm()
    context = {
        "form": form,
        "text": text,
        "tokens": request.user.api_tokens.all(),
        "today": timezone.localdate(),
    }
    status = 422 if form.is_bound and not text else 200
    return render(request, "api/tokens.html", context, status=status)


@require_POST
def revoke(request: SignedInRequest, pk: int) -> HttpResponse:
    token = get_object_or_404(request.user.api_tokens, pk=pk)
    revoke_token(token)
    messages.success(request, f"The token “{token}” opens nothing any more.")
    return redirect("tokens:list")
