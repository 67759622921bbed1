import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('selection', '0003_answer_events_name_their_edit_session'),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='directoryedition',
            options={'ordering': ['-current_since', '-pk']},
        ),
        migrations.RemoveConstraint(
            model_name='component',
            name='component_status_is_known',
        ),
        migrations.AddField(
            model_name='capability',
            name='label',
            field=models.CharField(blank=True, max_length=80),
        ),
        migrations.AddField(
            model_name='directoryedition',
            name='current_since',
            field=models.DateTimeField(default=django.utils.timezone.now),
        ),
        migrations.AlterField(
            model_name='component',
            name='project_status',
            field=models.CharField(choices=[('active', 'Active'), ('maintenance', 'Maintenance only'), ('quiet', 'Quiet'), ('superseded', 'Superseded'), ('deprecated', 'Deprecated'), ('archived', 'Archived')], max_length=20),
        ),
        migrations.AddConstraint(
            model_name='component',
            constraint=models.CheckConstraint(condition=models.Q(('project_status__in', ['active', 'maintenance', 'quiet', 'superseded', 'deprecated', 'archived'])), name='component_status_is_known'),
        ),
    ]
