"""Each area's officer has an address to which a mail can be made, or none: a page shows that one is missing."""

from django.db import migrations

from locality.values.addresses import fault_of_address, same_address

COPIED_ALONG = "<>\"'“”‘’()[],;:."


def clean(apps, _editor):
    areas = apps.get_model("communities", "Area").objects
    for area in areas.exclude(officer_email="").iterator():
        address = same_address(area.officer_email)
        if fault_of_address(address):
            address = address.strip(COPIED_ALONG)
        kept = "" if fault_of_address(address) else address
        if kept != area.officer_email:
            areas.filter(pk=area.pk).update(officer_email=kept)


class Migration(migrations.Migration):
    dependencies = [("communities", "0003_no_words_for_communities")]

    operations = [migrations.RunPython(clean, migrations.RunPython.noop)]
