from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from adr.records.access import person_of
from adr.reviews.waiting import waiting_changes, waiting_reviews


@require_safe
def waiting(request: HttpRequest) -> HttpResponse:
    """What waits for the person: reviews asked for, and changes requested."""
    person = person_of(request)
    context = {"reviews": waiting_reviews(person), "changes": waiting_changes(person)}
    return render(request, "adr/reviews/waiting.html", context)
