"""Which records of a team a page of the library shows."""

from datetime import date

from django.db import connection
from django.db.models import BooleanField, Count, F, QuerySet
from django.db.models.expressions import OrderBy, RawSQL

from adr.records.models import ChosenComponent, Record
from adr.records.review_state import ReviewState, in_review_state
from aruntime.teams.models import Team


class RecordQuerySet(QuerySet[Record]):
    """The conditions of the library; none of them ever lists a record twice."""

    def with_category(self, category: str) -> "RecordQuerySet":
        return self.filter(pk__in=_records_that_chose(category=category))

    def with_component(self, component: str) -> "RecordQuerySet":
        """Keep the records that chose the component with this slug; without one, with this name."""
        by_slug = _records_that_chose(component=component)
        by_name = _records_that_chose(component="", name=component)
        return self.filter(pk__in=by_slug.union(by_name, all=True))

    def with_tag(self, tag: str) -> "RecordQuerySet":
        if connection.vendor == "sqlite":
            tagged = RawSQL(
                'EXISTS (SELECT 1 FROM json_each("adr_record"."tags") WHERE value = %s)',
                [tag],
                output_field=BooleanField(),
            )
            return self.filter(tagged)
        return self.filter(tags__contains=[tag])

    def in_review_state(
        self, state: ReviewState, *, today: date, due_soon_days: int
    ) -> "RecordQuerySet":
        return self.filter(in_review_state(state, today, due_soon_days))

    def sorted_by(self, order: str) -> "RecordQuerySet":
        """Sort by `number` (newest first), `recorded` (newest first) or `review` (next first)."""
        orders: dict[str, list[str | OrderBy]] = {
            "number": ["-number"],
            "recorded": ["-recorded_on", "-number"],
            "review": [F("next_due_on").asc(nulls_last=True), "-number"],
        }
        return self.order_by(*orders[order])

    def for_list(self) -> "RecordQuerySet":
        """Fetch what a row of the list shows, whatever the number of rows, in two queries."""
        return (
            self.select_related("owner")
            .prefetch_related("chosencomponents")
            .annotate(word_of_file=F("imported__status_raw"), status_of_file=F("imported__status"))
        )


def _records_that_chose(**conditions: str) -> QuerySet:
    return ChosenComponent.objects.filter(**conditions).order_by().values("record")


def records_of(team: Team) -> RecordQuerySet:
    return RecordQuerySet(Record).filter(team=team)


def count_reviews(team: Team, *, today: date, due_soon_days: int) -> dict[str, int]:
    """Return how many records the team has in all, how many are due, and how many due soon."""
    due = in_review_state(ReviewState.DUE, today, due_soon_days)
    due_soon = in_review_state(ReviewState.DUE_SOON, today, due_soon_days)
    return (
        records_of(team)
        .order_by()
        .aggregate(
            total=Count("pk"), due=Count("pk", filter=due), due_soon=Count("pk", filter=due_soon)
        )
    )


def chosen_categories(team: Team) -> list[str]:
    """Return the slugs of all categories for which the team chose a component, sorted."""
    chosen = ChosenComponent.objects.filter(record__team=team).exclude(category="")
    return sorted(chosen.order_by().values_list("category", flat=True).distinct())


def chosen_components(team: Team) -> list[tuple[str, str]]:
    """Return key and name of every component that the team chose, by name.

    The key is the slug in the directory; for a component that is not in it, the name.
    """
    chosen = ChosenComponent.objects.filter(record__team=team).order_by()
    names = {
        slug or name: name for slug, name in chosen.values_list("component", "name").distinct()
    }
    return sorted(names.items(), key=lambda item: item[1].casefold())
