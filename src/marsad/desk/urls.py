"""The desk's addresses."""

from django.urls import URLPattern, path
from django.views.i18n import set_language

from marsad.desk.views import assessments, conflicts, decide, promises, queue, series, submissions, upkeep

app_name = "desk"
urlpatterns: list[URLPattern] = [
    path("", queue.overview, name="queue"),
    path("candidates/<int:candidate_id>/", queue.candidate, name="candidate"),
    path("candidates/<int:candidate_id>/accept/", decide.accept, name="accept"),
    path("candidates/<int:candidate_id>/reject/", decide.reject, name="reject"),
    path("candidates/<int:candidate_id>/defer/", decide.defer, name="defer"),
    path("candidates/<int:candidate_id>/undo/", decide.undo, name="undo"),
    path("undo/", decide.undo_last, name="undo_last"),
    path("promises/", promises.promises, name="promises"),
    path("promises/<slug:key>/", promises.promise, name="promise"),
    path("assessments/", assessments.assessments, name="assessments"),
    path("assessments/<int:assessment_id>/", assessments.assessment, name="assessment"),
    path("assessments/<int:assessment_id>/publish/", assessments.second, name="publish"),
    path("assessments/<int:assessment_id>/return/", assessments.send_back, name="return"),
    path("conflicts/", conflicts.conflicts, name="conflicts"),
    path("conflicts/note/", conflicts.note, name="note_conflict"),
    path("conflicts/reopen/", conflicts.reopen_last, name="reopen_last"),
    path("conflicts/<int:conflict_id>/", conflicts.conflict, name="conflict"),
    path("conflicts/<int:conflict_id>/explain/", conflicts.explain, name="explain"),
    path("conflicts/<int:conflict_id>/resolve/", conflicts.resolve, name="resolve"),
    path("conflicts/<int:conflict_id>/dismiss/", conflicts.dismiss, name="dismiss"),
    path("conflicts/<int:conflict_id>/reopen/", conflicts.reopen, name="reopen"),
    path("series/", series.all_series, name="all_series"),
    path("series/new/", series.make, name="make_series"),
    path("series/reopen/", series.reopen_last, name="reopen_last_series"),
    path("series/<int:series_id>/", series.one_series, name="series"),
    path("series/<int:series_id>/preview/", series.preview, name="preview_series"),
    path("series/<int:series_id>/keep/", series.keep, name="keep_series"),
    path("series/<int:series_id>/publish/", series.publish, name="publish_series"),
    path("series/<int:series_id>/withdraw/", series.withdraw, name="withdraw_series"),
    path("series/<int:series_id>/dismiss/", series.dismiss, name="dismiss_series"),
    path("series/<int:series_id>/reopen/", series.reopen, name="reopen_series"),
    path("submissions/", submissions.submissions, name="submissions"),
    path("submissions/<int:submission_id>/", submissions.submission, name="submission"),
    path("submissions/<int:submission_id>/check/", submissions.check, name="check_submission"),
    path("submissions/<int:submission_id>/answer/", submissions.answer, name="answer_submission"),
    path("submissions/<int:submission_id>/evidence/", submissions.evidence, name="accept_submission"),
    path("submissions/<int:submission_id>/close/", submissions.close, name="close_submission"),
    path("failures/", upkeep.failures, name="failures"),
    path("sources/", upkeep.sources, name="sources"),
    path("people/", upkeep.people, name="people"),
    path("language/", set_language, name="language"),
]
