from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("selection", "0005_visitors_have_one_draft_each"),
    ]

    operations = [
        migrations.CreateModel(
            name='GuideEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('guide', 'Selection guide'), ('categories', 'Category'), ('layers', 'Layer'), ('glossary', 'Term'), ('use-cases', 'Use case')], max_length=12)),
                ('slug', models.SlugField(max_length=80)),
                ('title', models.CharField(max_length=120)),
                ('summary', models.TextField()),
                ('takeaways', models.JSONField(default=list)),
                ('audience', models.CharField(max_length=120)),
                ('status', models.CharField(choices=[('draft', 'Draft'), ('production-guidance', 'Production guidance'), ('under-review', 'Under review'), ('retired', 'Retired')], max_length=20)),
                ('reviewed', models.DateField()),
                ('text', models.TextField()),
                ('related', models.JSONField(blank=True, default=list)),
                ('questions', models.JSONField(blank=True, default=list)),
                ('sources', models.JSONField(blank=True, default=list)),
                ('order', models.PositiveSmallIntegerField(default=0)),
                ('also', models.JSONField(blank=True, default=list)),
                ('layer', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('responsibility', models.TextField(blank=True)),
                ('execution_unit', models.TextField(blank=True)),
                ('not_provided', models.JSONField(blank=True, default=list)),
                ('categories', models.JSONField(blank=True, default=list)),
            ],
            options={
                'verbose_name_plural': 'guide entries',
                'ordering': ['kind', 'order', 'title'],
                'constraints': [models.UniqueConstraint(fields=('kind', 'slug'), name='guide_entry_is_unique'), models.CheckConstraint(condition=models.Q(('kind__in', ['guide', 'categories', 'layers', 'glossary', 'use-cases'])), name='guide_entry_kind_is_known'), models.CheckConstraint(condition=models.Q(('status__in', ['draft', 'production-guidance', 'under-review', 'retired'])), name='guide_entry_status_is_known')],
            },
        ),
    ]
