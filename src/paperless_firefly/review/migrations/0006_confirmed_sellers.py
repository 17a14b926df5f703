import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("review", "0005_taking_back"),
    ]

    operations = [
        migrations.CreateModel(
            name="ConfirmedSeller",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=255)),
                ("name", models.CharField(max_length=255)),
                ("aliases", models.JSONField(blank=True, default=list)),
                ("signs", models.JSONField(blank=True, default=dict)),
                ("total_label", models.CharField(blank=True, default="", max_length=100)),
                ("date_label", models.CharField(blank=True, default="", max_length=100)),
                ("date_order", models.CharField(blank=True, default="", max_length=3)),
                ("suppressed", models.BooleanField(default=False)),
                ("changed_at", models.DateTimeField(auto_now=True)),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("key",),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("owner", "key"), name="one_row_a_confirmed_seller"
                    )
                ],
            },
        ),
    ]
