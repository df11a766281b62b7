"""Keys of forms, and what makes two sendings the same."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.utils.decorators import method_decorator
from django.views import View

from locality.form_keys.decorators import is_repeatable, repeatable
from locality.form_keys.hashing import digest_of_body
from locality.form_keys.keys import parse_key


def digest(**fields: Any) -> str:
    return digest_of_body(RequestFactory().post("/", fields))


def test_a_key_is_read_back() -> None:
    key = "0b5e8d1c-6f2e-4c0a-9a51-1d3f6c2b7a90"
    assert str(parse_key(key)) == key
    assert parse_key("no key") is None


def test_the_token_and_the_key_do_not_count() -> None:
    assert digest(a="1", csrfmiddlewaretoken="x", form_key="y") == digest(a="1", csrfmiddlewaretoken="z")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"a": "1"}, {"a": "2"}),
        ({"a": "1"}, {"b": "1"}),
        ({"a": ["1", "2"]}, {"a": ["12"]}),
        ({"a": ["1", "2"]}, {"a": "1", "b": "2"}),
        ({"a": "1"}, {"a": SimpleUploadedFile("1", b"1")}),
    ],
)
def test_different_forms_differ(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert digest(**one) != digest(**other)


def test_a_file_can_still_be_read_after_it_was_digested() -> None:
    request = RequestFactory().post("/", {"file": SimpleUploadedFile("a.csv", b"URN")})
    digest_of_body(request)
    assert request.FILES["file"].read() == b"URN"


@method_decorator(repeatable, name="dispatch")
class Saving(View):
    def post(self, request: HttpRequest) -> HttpResponse:
        return HttpResponse()


class Sending(View):
    pass


def test_views_are_repeatable_when_marked_or_of_a_listed_package(settings: Any) -> None:
    assert is_repeatable(Saving.as_view())
    assert not is_repeatable(Sending.as_view())
    settings.ONCE_REPEATABLE = [Sending.__module__]
    assert is_repeatable(Sending.as_view())
