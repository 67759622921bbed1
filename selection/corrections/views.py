"""Reporting an error, and following what becomes of it; neither needs an account."""

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from aruntime.teams.models import User
from selection.corrections.forms import CorrectionForm
from selection.corrections.models import Correction
from selection.corrections.rate_limit import RateLimitedError, name_sender
from selection.corrections.sending import send_correction
from selection.corrections.targets import Target, find_target


@require_http_methods(["GET", "HEAD", "POST"])
@login_not_required  # Anyone who finds an error may report it.
@never_cache
def new_correction(request: HttpRequest) -> HttpResponse:
    if "target" not in request.GET:
        return render(request, "selection/corrections/no_target.html")
    target = find_target(request.GET["target"])
    if target is None:
        raise Http404("No such thing to correct.")
    form = CorrectionForm(request.POST if request.method == "POST" else None, target=target)
    if form.is_valid():
        try:
            correction = _send(request, target, form)
        except RateLimitedError as refusal:
            return _say_wait(request, target, form, refusal)
        messages.success(request, "Thank you. The correction has been received.")
        return redirect("selection:correction", correction.token)
    return _show(request, target, form, status=422 if form.is_bound else 200)


@require_safe
@login_not_required  # The link itself is the permission.
@never_cache
def show_correction(request: HttpRequest, token: str) -> HttpResponse:
    correction = get_object_or_404(Correction, token=token)
    context = {
        "correction": correction,
        "target": find_target(correction.target),
        "link": request.build_absolute_uri(request.path),
    }
    return render(request, "selection/corrections/correction.html", context)


def _send(request: HttpRequest, target: Target, form: CorrectionForm) -> Correction:
    values = {name: form.cleaned_data[name] for name in form.Meta.fields if name in form.fields}
    user = request.user if isinstance(request.user, User) else None
    return send_correction(
        target=target,
        values=values,
        form_key=form.cleaned_data["key"],
        user=user,
        sender=name_sender(user, get_adapter().get_client_ip(request)),
    )


def _say_wait(
    request: HttpRequest, target: Target, form: CorrectionForm, refusal: RateLimitedError
) -> HttpResponse:
    response = _show(request, target, form, status=429, refusal=refusal)
    seconds = (refusal.retry_at - timezone.now()).total_seconds()
    response["Retry-After"] = str(max(1, round(seconds)))
    return response


def _show(
    request: HttpRequest,
    target: Target,
    form: CorrectionForm,
    *,
    status: int,
    refusal: RateLimitedError | None = None,
) -> HttpResponse:
    context = {
        "target": target,
        "form": form,
        "refusal": refusal,
        "open_ones": Correction.objects.open().about(target.kind, target.key),
    }
    return render(request, "selection/corrections/new.html", context, status=status)
