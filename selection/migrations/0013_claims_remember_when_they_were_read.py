from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("selection", "0011_a_full_text_index_over_the_reference"),
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
