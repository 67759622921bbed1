from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('adr', '0007_imported_texts_and_uploads_that_wait'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='record',
            name='record_status_is_known',
        ),
        migrations.AlterField(
            model_name='record',
            name='status',
            field=models.CharField(choices=[('draft', 'Draft'), ('proposed', 'Proposed'), ('accepted', 'Accepted'), ('rejected', 'Rejected'), ('superseded', 'Superseded'), ('deprecated', 'Deprecated'), ('imported', 'Imported, no status')], default='draft', max_length=12),
        ),
        migrations.AlterField(
            model_name='statuschange',
            name='after',
            field=models.CharField(choices=[('draft', 'Draft'), ('proposed', 'Proposed'), ('accepted', 'Accepted'), ('rejected', 'Rejected'), ('superseded', 'Superseded'), ('deprecated', 'Deprecated'), ('imported', 'Imported, no status')], max_length=12),
        ),
        migrations.AddConstraint(
            model_name='record',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['draft', 'proposed', 'accepted', 'rejected', 'superseded', 'deprecated', 'imported'])), name='record_status_is_known'),
        ),
    ]
