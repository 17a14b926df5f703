from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("review", "0006_confirmed_sellers")]

    operations = [
        migrations.RemoveIndex(model_name="document", name="doc_queue"),
        migrations.AddIndex(
            model_name="document",
            index=models.Index(
                fields=["owner", "decision", "source", "reading", "-issue_date", "proposals"],
                name="doc_waiting",
            ),
        ),
    ]
