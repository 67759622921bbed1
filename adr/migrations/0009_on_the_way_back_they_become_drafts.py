from django.db import migrations


def make_drafts(apps, schema_editor):
    """The status that the migration before this one knows is not known before it."""
    apps.get_model("adr", "Record").objects.filter(status="imported").update(status="draft")
    apps.get_model("adr", "StatusChange").objects.filter(after="imported").update(after="draft")


class Migration(migrations.Migration):
    dependencies = [("adr", "0008_a_record_may_be_imported_without_a_status")]

    operations = [migrations.RunPython(migrations.RunPython.noop, make_drafts)]
