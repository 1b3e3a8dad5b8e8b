"""Presence by the page that is open, so that one that closes says nothing of another."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('store', '0021_search_marks'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='presence',
            name='presence_once',
        ),
        migrations.AddField(
            model_name='presence',
            name='opening',
            field=models.CharField(default='', max_length=32),
        ),
        migrations.AddConstraint(
            model_name='presence',
            constraint=models.UniqueConstraint(fields=('person', 'record', 'opening'), name='presence_once'),
        ),
    ]
