import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("selection", "0006_texts_of_the_guide"),
        ("teams", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Reliance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("record_key", models.CharField(max_length=80)),
                ("record_url", models.CharField(max_length=300)),
                ("record_title", models.CharField(max_length=300)),
                ("accepted", models.BooleanField(default=False)),
                ("component", models.SlugField(max_length=80)),
                ("version", models.CharField(blank=True, max_length=80)),
                ("capability", models.CharField(blank=True, max_length=120)),
                ("team", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="teams.team")),
            ],
            options={
                "ordering": ["record_title", "record_key", "capability"],
                "indexes": [models.Index(fields=["component", "capability"], name="reliance_by_claim")],
                "constraints": [models.UniqueConstraint(fields=("record_key", "component", "version", "capability"), name="reliance_is_unique")],
            },
        ),
    ]
