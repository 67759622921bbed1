from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("selection", "0012_assessments_know_the_pages_passed"),
    ]

    operations = [
        migrations.AddField(
            model_name="claim",
            name="checked",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="claimrevision",
            name="checked",
            field=models.DateField(blank=True, null=True),
        ),
    ]
