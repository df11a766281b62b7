from django.apps import AppConfig


class FormKeysConfig(AppConfig):
    name = "locality.form_keys"
    label = "once"  # the tables and migrations were named when the room had this name
    default_auto_field = "django.db.models.BigAutoField"
