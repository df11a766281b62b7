"""Forms as people meet them: GOV.UK fields whose every refusal says what is wrong and how to mend it.

>>> class Contact(PageForm):
...     name = Text(label="Your name", autocomplete="name")
...     about = LongText(label="What is it about?", noun="What it is about", words=50)
"""

from locality.design.forms.bound import PageBoundField, PageForm
from locality.design.forms.choices import Choice, Confirm, Many, Pick
from locality.design.forms.days import Day, TimeOfDay
from locality.design.forms.fields import Asked, Email, LongText, Password, Search, Text, WebLink
from locality.design.forms.numbers import Pounds, WholeNumber
from locality.design.forms.others import Others
from locality.design.forms.uploads import Upload

__all__ = [
    "Asked",
    "Choice",
    "Confirm",
    "Day",
    "Email",
    "LongText",
    "Many",
    "Others",
    "PageBoundField",
    "PageForm",
    "Password",
    "Pick",
    "Pounds",
    "Search",
    "Text",
    "TimeOfDay",
    "Upload",
    "WebLink",
    "WholeNumber",
]
