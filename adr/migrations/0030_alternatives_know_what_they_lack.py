from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('adr', '0006_records_know_since_when_a_trigger_has_fired'),
    ]

    operations = [
        migrations.AddField(
            model_name='alternative',
            name='requirements',
            field=models.JSONField(blank=True, default=list),
        ),
    ]
