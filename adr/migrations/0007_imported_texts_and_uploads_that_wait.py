import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('adr', '0006_records_know_since_when_a_trigger_has_fired'),
        ('teams', '0006_an_audit_record_per_team'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ImportedText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('path', models.CharField(max_length=300)),
                ('format', models.CharField(max_length=20)),
                ('original', models.BinaryField()),
                ('digest', models.CharField(db_index=True, max_length=64)),
                ('number', models.PositiveIntegerField(null=True)),
                ('series', models.CharField(blank=True, max_length=20)),
                ('status', models.CharField(choices=[('draft', 'draft'), ('proposed', 'proposed'), ('accepted', 'accepted'), ('rejected', 'rejected'), ('superseded', 'superseded'), ('deprecated', 'deprecated'), ('other', 'other'), ('none', 'none')], max_length=12)),
                ('status_raw', models.TextField(blank=True)),
                ('date_raw', models.TextField(blank=True)),
                ('content', models.JSONField()),
                ('free', models.JSONField(default=list)),
                ('references', models.JSONField(default=list)),
                ('warnings', models.JSONField(default=list)),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('record', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='imported', to='adr.record')),
            ],
        ),
        migrations.CreateModel(
            name='RecordImport',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=200)),
                ('others', models.PositiveIntegerField(default=0)),
                ('begun_at', models.DateTimeField(auto_now_add=True)),
                ('finished_at', models.DateTimeField(null=True)),
                ('made', models.JSONField(default=list)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('team', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='teams.team')),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(condition=models.Q(('finished_at__isnull', True)), fields=('team', 'by'), name='one_import_waits_per_person'),
                ],
            },
        ),
        migrations.CreateModel(
            name='WaitingFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('path', models.CharField(max_length=300)),
                ('data', models.BinaryField()),
                ('of', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='files', to='adr.recordimport')),
            ],
            options={
                'ordering': ['path'],
            },
        ),
    ]
