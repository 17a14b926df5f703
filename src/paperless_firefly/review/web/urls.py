"""Every address of SparkLink."""

from __future__ import annotations

from allauth.account import views as account
from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import path

from .views import (
    bulk,
    document,
    errors,
    filters,
    find,
    first_admin,
    front,
    groups,
    health,
    history,
    kit,
    learned,
    log,
    pages,
    postings,
    queue,
    reconcile,
    runs,
    settings,
)
from .views import reconcile_bulk as bulk_links
from .views import reconcile_coverage as coverage
from .views import reconcile_rules as rules

# the admin has no door of its own: one throttled sign-in for both
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]

handler400 = errors.bad_request
handler403 = errors.permission_denied
handler404 = errors.not_found
handler500 = errors.server_error

urlpatterns = [
    path("", front.front, name="home"),
    path("first-admin/", first_admin.first_admin, name="first_admin"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("accounts/login/", account.login, name="account_login"),
    path("accounts/logout/", account.logout, name="account_logout"),
    path("accounts/password/", account.password_change, name="account_change_password"),
    path("accounts/reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("accounts/inactive/", account.account_inactive, name="account_inactive"),
    path("find/", find.find, name="find"),
    path("kit/", kit.kit, name="kit"),
    path("review/", queue.review_queue, name="review-queue"),
    path("review/accept/", bulk.preview, name="review-preview"),
    path("review/accept/all/", bulk.accept, name="review-accept-many"),
    path("review/aside/<slug:act>/", bulk.set_aside, name="review-aside"),
    path("filters/", filters.save, name="filter-save"),
    path("filters/<int:pk>/forget/", filters.forget, name="filter-forget"),
    path("review/reopen/", bulk.reopen, name="review-reopen-many"),
    path("review/<int:pk>/", document.show, name="review-document"),
    path("review/<int:pk>/values/", document.save, name="review-values"),
    path("review/<int:pk>/accept/", document.accept, name="review-accept"),
    path("review/<int:pk>/wait/", document.wait, name="review-wait"),
    path("review/<int:pk>/post/", document.post_now, name="review-post-now"),
    path("review/<int:pk>/link/", document.linkable, name="review-linkable"),
    path("review/<int:pk>/link/<int:split_pk>/", document.link, name="review-link"),
    path("review/<int:pk>/reject/", document.reject, name="review-reject"),
    path("review/<int:pk>/later/", document.later, name="review-later"),
    path("review/<int:pk>/none-needed/", document.none_needed, name="review-none-needed"),
    path("review/<int:pk>/reopen/", document.reopen, name="review-reopen"),
    path("review/<int:pk>/restore/<slug:name>/", document.restore, name="review-restore"),
    path("review/<int:pk>/dismiss/<int:split_pk>/", document.dismiss, name="review-dismiss"),
    path("review/<int:pk>/pages/<int:number>.webp", pages.page_image, name="review-page-image"),
    path("review/<int:pk>/pages/<int:number>/", pages.sheet, name="review-sheet"),
    path("review/<int:pk>/pages/<int:number>/words/", pages.words, name="review-words"),
    path("review/<int:pk>/original/", pages.original, name="review-original"),
    path("reconcile/", reconcile.reconcile, name="reconcile"),
    path("reconcile/undo/", reconcile.undo, name="reconcile-undo"),
    path("reconcile/<int:pk>/<int:split_pk>/link/", reconcile.link, name="reconcile-link"),
    path("reconcile/<int:pk>/<int:split_pk>/dismiss/", reconcile.dismiss, name="reconcile-dismiss"),
    path("reconcile/<int:pk>/unlink/", reconcile.unlink, name="reconcile-unlink"),
    path("reconcile/<int:pk>/cash/", reconcile.cash, name="reconcile-cash"),
    path("reconcile/<int:split_pk>/none/", reconcile.no_document, name="reconcile-no-document"),
    path("reconcile/accept/", bulk_links.preview, name="reconcile-accept"),
    path("reconcile/accept/all/", bulk_links.accept, name="reconcile-accept-all"),
    path("reconcile/accepted/<int:pk>/", bulk_links.progress, name="reconcile-batch"),
    path("reconcile/accepted/<int:pk>/undo/", bulk_links.undo, name="reconcile-batch-undo"),
    path("reconcile/rules/", rules.rules, name="reconcile-rules"),
    path("reconcile/rules/add/", rules.add, name="reconcile-rule-add"),
    path("reconcile/rules/<int:pk>/delete/", rules.drop, name="reconcile-rule-drop"),
    path("reconcile/coverage/", coverage.coverage, name="reconcile-coverage"),
    path("reconcile/coverage/<int:year>.csv", coverage.table, name="reconcile-table"),
    path("reconcile/coverage/<int:year>/export/", coverage.make_export, name="reconcile-export"),
    path("reconcile/exports/<int:pk>/", coverage.export_progress, name="reconcile-exporting"),
    path("reconcile/exports/<int:pk>.zip", coverage.download, name="reconcile-download"),
    path("reconcile/together/", groups.groups, name="groups"),
    path("reconcile/together/<int:pk>/link/", groups.link, name="group-link"),
    path("reconcile/together/<int:pk>/dismiss/", groups.dismiss, name="group-dismiss"),
    path("reconcile/second/<int:pk>/<slug:act>/", groups.second_scan, name="second-scan"),
    path("history/", history.history, name="history"),
    path("history/log/", log.log, name="history-log"),
    path("history/log.jsonl", log.export, name="history-log-export"),
    path("history/<int:pk>/", history.timeline, name="history-document"),
    path("settings/", settings.settings, name="settings"),
    path("settings/save/", settings.save, name="settings-save"),
    path("settings/learned/", learned.learned, name="learned"),
    path("settings/learned/names/", learned.add_name, name="learned-name-add"),
    path("settings/learned/names/<int:pk>/<slug:act>/", learned.name, name="learned-name"),
    path("settings/learned/weights/", learned.reset_weights, name="learned-weights-reset"),
    path("settings/learned/<int:pk>/", learned.seller, name="learned-seller"),
    path("settings/learned/<int:pk>/change/", learned.change, name="learned-seller-change"),
    path("settings/learned/<int:pk>/forget/", learned.forget, name="learned-seller-forget"),
    path("settings/trial/", settings.trial, name="settings-trial"),
    path("settings/connections/<slug:kind>/", settings.connect, name="settings-connection"),
    path("settings/connections/<slug:kind>/check/", settings.check, name="settings-check"),
    path("settings/connections/<slug:kind>/checked/", settings.checked, name="settings-checked"),
    path("postings/<int:pk>/answer/", postings.answer, name="posting-answer"),
    path("postings/<int:pk>/retry/", postings.retry, name="posting-retry"),
    path("runs/start/", runs.start, name="run-start"),
    path("runs/progress/", runs.progress, name="run-progress"),
    path("runs/<int:pk>/cancel/", runs.cancel, name="run-cancel"),
    path("choices/<slug:kind>/", document.suggest, name="choices"),
    path("admin/", admin.site.urls),
]
