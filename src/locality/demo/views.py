"""Only in demo mode: becoming a persona, and reading the mail that was sent."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from locality.accounts.actions.ending_sessions import sign_in_as
from locality.accounts.queries import people_with_emails
from locality.accounts.roles import ROLES
from locality.demo.people import PERSONAS
from locality.design.paging import paginate
from locality.form_keys.decorators import repeatable
from locality.outbox.queries import messages


@login_not_required
@repeatable
def personas(request: HttpRequest) -> HttpResponse:
    """The people of the made-up county; one button becomes one of them."""
    found = people_with_emails([persona.email for persona in PERSONAS])
    if request.method == "POST":
        chosen = next((each for each in PERSONAS if each.slug == request.POST.get("persona")), None)
        if chosen is None or chosen.email not in found:
            raise Http404("There is no such persona.")
        sign_in_as(request, found[chosen.email])
        return redirect("home")
    rows = [{"persona": each, "role": ROLES[each.role].name} for each in PERSONAS if each.email in found]
    return render(request, "demo/personas.html", {"title": "Try Locality as one of these people", "rows": rows})


def mail(request: HttpRequest) -> HttpResponse:
    """Every message that was sent, as the person who got it would read it: made-up people only."""
    page = paginate(request, messages().filter(state="sent"))
    return render(request, "demo/mail.html", {"title": "Mail sent in this demonstration", "page": page})
