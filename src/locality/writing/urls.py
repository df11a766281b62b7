"""Addresses at which a school writes a request. Pupils are numbers in them, never names."""

from django.urls import path, re_path

from locality.writing.views import autosave, continuing, drafts, lines, others_read, pupils, sections, signing

_ROW = r"(?P<row>[1-9][0-9]{0,5})"

urlpatterns = [
    path("requests/new/", drafts.request_start, name="request_start"),
    path("requests/<str:reference>/write/", drafts.request_write, name="request_write"),
    path("requests/<str:reference>/write/<slug:slug>/", sections.request_section, name="request_section"),
    path("requests/<str:reference>/autosave/", autosave.request_autosave, name="request_autosave"),
    path("requests/<str:reference>/others-read/", others_read.request_others_read, name="request_others_read"),
    path("requests/<str:reference>/pupils/add/", pupils.request_pupil_add, name="request_pupil_add"),
    re_path(rf"^requests/(?P<reference>[^/]+)/pupils/{_ROW}/$", pupils.request_pupil, name="request_pupil"),
    re_path(
        rf"^requests/(?P<reference>[^/]+)/pupils/{_ROW}/remove/$",
        pupils.request_pupil_remove,
        name="request_pupil_remove",
    ),
    path("requests/<str:reference>/costs/add/", lines.request_line_add, name="request_line_add"),
    re_path(rf"^requests/(?P<reference>[^/]+)/costs/{_ROW}/$", lines.request_line, name="request_line"),
    re_path(
        rf"^requests/(?P<reference>[^/]+)/costs/{_ROW}/remove/$", lines.request_line_remove, name="request_line_remove"
    ),
    path("requests/<str:reference>/check/", signing.request_check, name="request_check"),
    path("requests/<str:reference>/ask-to-sign/", signing.request_ask_to_sign, name="request_ask_to_sign"),
    path("requests/<str:reference>/reopen/", signing.request_reopen, name="request_reopen"),
    path("requests/<str:reference>/submitted/", signing.request_submitted, name="request_submitted"),
    path("requests/<str:reference>/withdraw/", drafts.request_withdraw, name="request_withdraw"),
    path("requests/<str:reference>/delete/", drafts.request_discard, name="request_discard"),
    path("requests/<str:reference>/continue/", continuing.request_continue, name="request_continue"),
    path("requests/<str:reference>/copy/", drafts.request_copy, name="request_copy"),
]
