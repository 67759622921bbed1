"""URLs of this subject; names are in the namespace `adr`."""

from django.urls import URLPattern, include, path
from django.urls.resolvers import URLResolver

from adr.reviews import comment_views, policy, views, waiting_views

of_one_record: list[URLPattern | URLResolver] = [
    path("reviewers/", views.choose_reviewers, name="record_reviewers"),
    path("verdict/", views.judge, name="record_verdict"),
    path("verdict/withdraw/", views.withdraw, name="record_verdict_withdraw"),
    path("dissent/", views.dissent, name="record_dissent"),
    path("dissent/withdraw/", views.take_back_dissent, name="record_dissent_withdraw"),
    path("comments/", comment_views.list_comments, name="record_comments"),
    path("comments/<slug:section>/", comment_views.comments_on, name="record_comments_on"),
    path("comments/<int:comment>/edit/", comment_views.edit_comment, name="comment_edit"),
    path("comments/<int:comment>/delete/", comment_views.remove_comment, name="comment_delete"),
    path("threads/<int:thread>/reply/", comment_views.reply_to, name="thread_reply"),
    path("threads/<int:thread>/resolve/", comment_views.resolve, name="thread_resolve"),
    path("threads/<int:thread>/reopen/", comment_views.reopen, name="thread_reopen"),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("waiting/", waiting_views.waiting, name="waiting"),
    path("teams/<slug:team>/approvals/", policy.approval_policy, name="approval_policy"),
    path("teams/<slug:team>/records/<int:number>/", include(of_one_record)),
]
