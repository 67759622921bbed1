"""Records that were accepted before get the dates that acceptance opens from now on."""

from datetime import timedelta

from django.conf import settings
from django.db import migrations
from django.utils import timezone


def open_dates(apps, schema_editor):
    Record = apps.get_model("adr", "Record")
    for record in Record.objects.filter(status="accepted", review_dates__isnull=True).iterator():
        open_dates_of(record, apps)


def open_dates_of(record, apps):
    ReviewDate = apps.get_model("adr", "ReviewDate")
    dates = []
    if record.review_date:
        dates.append(ReviewDate(record=record, kind="periodic", due_on=record.review_date))
    step = record.status_changes.filter(after="accepted").order_by("pk").last()
    if step:
        due_on = timezone.localdate(step.at) + timedelta(days=settings.LOOK_BACK_DAYS)
        dates.append(ReviewDate(record=record, kind="look-back", due_on=due_on))
    for row in record.confirmations.filter(until__isnull=False, result=""):
        dates.append(
            ReviewDate(
                record=record,
                kind="confirmation",
                due_on=row.until,
                confirmation=row,
                what=row.what,
            )
        )
    ReviewDate.objects.bulk_create(dates)
    if dates:
        first = min(dates, key=lambda each: each.due_on)
        record.next_due_on, record.next_due_kind = first.due_on, first.kind
        record.save(update_fields=["next_due_on", "next_due_kind"])


def forget_dates(apps, schema_editor):
    apps.get_model("adr", "ReviewDate").objects.filter(closed_by__isnull=True).delete()
    apps.get_model("adr", "Record").objects.filter(next_due_on__isnull=False).update(
        next_due_on=None, next_due_kind=""
    )


class Migration(migrations.Migration):
    dependencies = [("adr", "0014_review_dates_outcomes_and_what_is_due_next")]

    operations = [migrations.RunPython(open_dates, forget_dates)]
