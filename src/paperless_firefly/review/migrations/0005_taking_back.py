from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("review", "0005_split_by_day")]

    operations = [
        migrations.AddField("posting", "after", models.JSONField(blank=True, default=dict)),
        migrations.AddField("posting", "undo", models.JSONField(blank=True, default=dict)),
        migrations.AddField("writeback", "changes", models.JSONField(blank=True, default=dict)),
    ]
