"""What the permission table says that a page answers, and whether it did."""

from django.http import HttpResponse

from tests.house.permission_table import Names, Page


def refusal(page: Page, who: str, known: Names | None) -> int | None:
    """How somebody is refused before it comes to what they may do; None when they are not."""
    if who not in page.door:
        return 403
    return 404 if known is not None and who not in known else None


def get_answer(page: Page, who: str, known: Names | None) -> int:
    """What opening the page answers."""
    if not page.get and page.post and who in page.door:
        return 405  # there is only a form to send
    refused = None if page.public else refusal(page, who, known)
    if refused:
        return refused
    if who in page.get:
        return page.ok_for.get(who, page.ok)
    return 403


def post_answer(page: Page, who: str, known: Names | None) -> int | None:
    """None where a page takes no form: it may show itself again, but nothing must come of it."""
    if not page.post and (page.public or who in page.door):
        return None
    refused = None if page.public else refusal(page, who, known)
    if refused:
        return refused
    return page.done_for.get(who, page.done) if who in page.post else 403


def fault(who: str, answer: HttpResponse, wanted: int | None) -> list[str]:
    """What is wrong with an answer, if anything; where None is wanted, all but a breakdown is right."""
    status = answer.status_code
    right = status < 500 if wanted is None else status == wanted
    return [] if right else [f"{who}: {status} {answer.get('Location', '')}, not {wanted}"]
