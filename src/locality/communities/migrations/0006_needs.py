"""The school census's types of need: a code beside each council's word for a need, and the list for councils set up before."""

from django.db import migrations, models

NEEDS = {
    "SPLD": "Specific learning difficulty",
    "MLD": "Moderate learning difficulty",
    "SLD": "Severe learning difficulty",
    "PMLD": "Profound and multiple learning difficulty",
    "SEMH": "Social, emotional and mental health",
    "SLCN": "Speech, language and communication needs",
    "HI": "Hearing impairment",
    "VI": "Vision impairment",
    "MSI": "Multi-sensory impairment",
    "PD": "Physical disability",
    "ASD": "Autistic spectrum disorder",
    "DS": "Down syndrome",
    "OTH": "Other difficulty or disability",
    "NSA": "SEN support but no specialist assessment of type of need",
}


def give_needs(apps, _editor):
    """The list for every council, whose own words for needs stay as they are; a word that it has already gets its code."""
    items = apps.get_model("communities", "ListItem").objects
    for authority in apps.get_model("communities", "Authority").objects.all():
        for position, (code, label) in enumerate(NEEDS.items()):
            items.update_or_create(
                authority=authority,
                list_name="need",
                label=label,
                defaults={"code": code},
                create_defaults={"code": code, "position": position},
            )


class Migration(migrations.Migration):
    dependencies = [("communities", "0005_short_name")]
    operations = [
        migrations.AddField(
            "listitem",
            "code",
            models.CharField("census code", max_length=4, choices=list(NEEDS.items()), blank=True, default=""),
        ),
        migrations.AddConstraint(
            "listitem",
            models.CheckConstraint(
                condition=models.Q(code="") | models.Q(list_name="need", code__in=list(NEEDS)),
                name="census_code_of_a_need",
            ),
        ),
        migrations.RunPython(give_needs, migrations.RunPython.noop),
    ]
