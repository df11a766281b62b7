"""Forms as people meet them: GOV.UK fields whose every refusal says what is wrong and how to mend it.

>>> class Contact(PageForm):
...     name = Text(label="Your name", autocomplete="name")
...     about = LongText(label="What is it about?", noun="What it is about", words=50)
"""
