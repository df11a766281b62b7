"""The hidden fields of forms that more than one room knows."""

TYPED_BY = "typed_by"
"""Who was signed in when the form was shown, signed."""
KEPT = "kept"
"""Which kept form is sent again, so that it is erased."""
UNSENT = "unsent"
"""The form is only to be shown with what was typed in it: it is never valid, so nothing comes of it."""
