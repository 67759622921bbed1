from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('adr', '0009_on_the_way_back_they_become_drafts'),
    ]

    operations = [
        migrations.AddField(
            model_name='alternative',
            name='requirements',
            field=models.JSONField(blank=True, default=list),
        ),
    ]
