"""Every model has a page that makes and edits it, or a reason why it needs none."""

import pytest
from django.apps import apps
from django.urls import get_resolver

APPS = (
    "api",
    *("accounts", "background", "council", "kept", "notices"),
    *("actionplan", "indicators", "governance"),
)
# The names of the pages that make and edit rows of a model.
PAGES: dict[str, str] = {
    "accounts.User": "person-new person",
    "accounts.SavedView": "saved-view-new saved-view saved-view-forget",
    "accounts.RoleInPlan": "role-in-plan-new role-in-plan-end",
    "council.Council": "council-edit",
    "council.CouncilLogo": "council-logo-new council-logo-discard",
    "council.BackupSeen": "backup-seen-new",
    "council.SchoolTerm": "school-term-new school-term",
    "actionplan.RatingScheme": "rating-scheme-new rating-scheme-edit",
    "actionplan.RatingLevel": "rating-scheme-edit",
    "actionplan.Plan": "plan-files plan-edit",
    "actionplan.PlanClosing": "plan-closing",
    "actionplan.CarriedOn": "carrying-on",
    "actionplan.Recommendation": "recommendation-new recommendation-edit recommendation-remove",
    "actionplan.Organisation": "organisations organisation",
    "actionplan.Officer": "register-list-new register-list-edit",
    "actionplan.Workplace": "person",
    "actionplan.JobShare": "names-in-plan",
    "actionplan.Deputy": "deputy-new deputy-end",
    "actionplan.Action": "action-new action-edit",
    "actionplan.ActionByWhen": "by-when-new by-when-correct",
    "actionplan.ActionRole": "action-edit",
    "actionplan.Milestone": "milestone-new milestone-edit milestone-remove",
    "actionplan.MilestoneCompletion": "milestone",
    "actionplan.RiskScale": "register-list-new register-list-edit",
    "actionplan.RiskBand": "register-list-new register-list-edit",
    "actionplan.RiskRegister": "risk-register-new",
    "actionplan.Risk": "risk-new",
    "actionplan.RiskAssessment": "risk-review risk-assessment-correct",
    "actionplan.RiskSignOff": "risk-sign-off risk-sign-off-withdraw",
    "actionplan.RiskAcceptance": "risk-accept risk-acceptance-withdraw",
    "actionplan.RiskClosing": "risk-close risk-closing-withdraw",
    "actionplan.RiskLink": "risk-action-new risk-indicator-new risk-link-withdraw",
    "actionplan.AssuranceEntry": "assurance-new assurance-correct",
    "actionplan.AssuranceLink": "assurance-following assurance-following-withdraw",
    "actionplan.Arrangement": "arrangement",
    "actionplan.Keeping": "keeping-new keeping-withdraw",
    "actionplan.ByWhenRequest": "by-when-new by-when-request",
    "actionplan.ProgressUpdate": "progress-update-new update-correct",
    "actionplan.Moderation": "moderation-new moderation-withdraw",
    "actionplan.Doubt": "doubt-settle",
    "actionplan.CompletionClaim": "completion-claim",
    "actionplan.Dispute": "dispute-settle",
    "actionplan.Evidence": "evidence-new evidence-handling",
    "actionplan.EvidenceVersion": "evidence-version-new",
    "actionplan.EvidenceLink": "evidence-attach evidence-take-off",
    "actionplan.EvidenceAcceptance": "evidence-accept",
    "actionplan.EvidenceRequest": "evidence-request-new evidence-request-withdraw",
    "actionplan.PlanFile": "plan-files",
    "actionplan.ReportingOccasion": "occasion-new occasion-withdraw",
    "actionplan.EscalationStep": "escalation escalation-step-discard",
    "actionplan.ReportingRound": "round-new round-lock round-call-off",
    "actionplan.RoundStatement": "progress-update-new round-statement",
    "actionplan.RoundChase": "round-chase",
    "actionplan.PartnerLink": "partner-links partner-link-end partner-answer",
    "actionplan.UpdateRequest": "update-request-new update-requests-new",
    "governance.Motion": "minute-edit",
    "governance.Movement": "movements",
    "governance.PackRequest": "pack-preview",
    "governance.PaperNote": "paper-note",
    "governance.Subscription": "papers-subscribe papers-subscription",
    "governance.TakeDown": "take-down put-back",
    "api.Token": "token-new token-end",
    "notices.Choice": "notice-choices",
    "notices.CalendarAddress": "calendar-address",
    "notices.OtherAddress": "notice-choices address-confirm",
    "notices.Quiet": "notice-choices",
    "actionplan.PeriodicReport": "periodic-report-new periodic-report-edit",
    "indicators.Indicator": "indicator-new indicator-edit",
    "indicators.Outturn": "entry loading",
    "indicators.Comparator": "loading",
    "indicators.OutturnFile": "loading outturn-file",
    "indicators.Target": "target-new",
    "indicators.Commentary": "indicator-commentary-new commentary-approve",
    "indicators.Judgement": "judgement-new judgement-correct",
    "indicators.JudgementPoint": "judgement-new judgement-correct",
    "indicators.JudgementAnswer": "judgement-answer-new judgement-answer-withdraw",
    "indicators.SelfAssessment": "self-assessment-new self-assessment-issue",
    "indicators.AssessmentAnswer": "self-assessment-answer",
    "indicators.AssessmentContributor": "assessment-contributor-new",
    "indicators.AssessmentAgreement": "assessment-agreement-new",
    "governance.Committee": "body-new body-edit",
    "governance.Membership": "member-new member",
    "governance.BodyOfficer": "officer-add officer-remove",
    "governance.Meeting": "meeting-new meeting-edit",
    "governance.AgendaItem": "agenda-item-new agenda-item agenda-pull",
    "governance.ReportForm": "body-set",
    "governance.Report": "draft-new draft-edit",
    "governance.ReportVersion": "draft-edit",
    "governance.Clearance": "draft-clearance",
    "governance.Appendix": "appendix-new appendix-replace appendix-remove",
    "governance.Attendance": "attendance",
    "governance.Declaration": "declarations",
    "governance.CallIn": "call-in-new call-in decision-record-call-in",
    "governance.DecisionRecord": "decision-record-new decision-record-edit",
    "governance.ForwardPlanEntry": "decision-new decision",
    "governance.OneOffHoliday": "closure-days closure-day-discard",
    "governance.Minute": "minute-new minute-edit",
    "governance.Pack": "pack-preview",
    "governance.PlanRecord": "agenda-item-new agenda-item",
    "governance.Resolution": "minute-edit resolution-reply",
    "governance.ProgrammeItem": "programme-item-new programme-item",
    "governance.ScrutinyReview": "review-new review-change",
    "governance.ReviewStep": "review-change review-step",
    "governance.PublicSubmission": "submission-new submission",
    **dict.fromkeys(
        (
            *("actionplan.PlanSection", "actionplan.ReportingLine", "actionplan.GlossaryTerm"),
            *("actionplan.UrgencyGroup", "actionplan.ProjectArea", "actionplan.PlanLink"),
            *("actionplan.Implication", "actionplan.SuccessCriterion"),
            *("actionplan.NarrativeSection", "actionplan.NarrativeItem"),
            *("actionplan.MajorProject", "actionplan.EnvironmentalImpact"),
        ),
        "plan-part-new plan-part-edit plan-part-remove",
    ),
    **dict.fromkeys(
        (
            *("indicators.IndicatorSet", "indicators.Priority", "indicators.Purpose"),
            *("indicators.DefinitionChange", "indicators.KeyThreshold"),
            *("indicators.ComparatorGroup", "indicators.Neighbour"),
            *("indicators.JudgementScheme", "indicators.Grade", "indicators.JudgementArea"),
            *("indicators.Framework", "indicators.FrameworkLevel"),
            *("indicators.FrameworkSection", "indicators.FrameworkQuestion"),
        ),
        "reference-list-new reference-list-edit reference-list-remove",
    ),
    **dict.fromkeys(
        ("governance.PublicNote", "governance.AnnualCouncil"),
        "meeting-list-new meeting-list-edit meeting-list-remove",
    ),
}
SAID_BEFORE = "it keeps what was said before, and is written with each edit"
MADE_AGAIN = "it is worked out, or printed, from other rows and made again when asked for"
BY_ITSELF = "it is written by the product itself while somebody works"
READ = "it holds what was read from papers of the past; nobody enters it anew"
NEEDS_NONE: dict[str, str] = {
    "kept.ListEdit": SAID_BEFORE,
    "actionplan.PlanAccessChange": SAID_BEFORE,
    "actionplan.Rewording": SAID_BEFORE,
    "indicators.Redefinition": SAID_BEFORE,
    **dict.fromkeys(
        (
            *("actionplan.Standing", "actionplan.Promise", "actionplan.Document"),
            *("actionplan.RegisterDocument", "actionplan.PeriodicReportDocument"),
            *("indicators.PerformanceDocument", "indicators.AssessmentDocument"),
            "governance.PackPart",
        ),
        MADE_AGAIN,
    ),
    **dict.fromkeys(
        (
            *("accounts.SentForm", "accounts.KeptPost", "accounts.UnsentForm"),
            *(
                "accounts.SignInFailure",
                "accounts.SecurityEvent",
                "background.Job",
                "background.Beat",
            ),
            *("actionplan.Escalation", "notices.Message"),
            *("council.LoadedRow", "governance.ExemptReading", "indicators.Period"),
            "indicators.Paper",  # a day on which something was defined or entered here
        ),
        BY_ITSELF,
    ),
    **dict.fromkeys(
        (
            *("actionplan.SourceDocument", "actionplan.RiskDoubt", "governance.PaperDoubt"),
            *("indicators.Doubt", "indicators.AssessmentDoubt", "indicators.GradeCount"),
            *("indicators.LimitingRule", "indicators.Statement"),
            *("indicators.BenchmarkTable", "indicators.BenchmarkFigure"),
        ),
        READ,
    ),
}


def models() -> set[str]:
    """Return every model of ours but the histories, which are kept beside theirs."""
    return {
        model._meta.label
        for label in APPS
        for model in apps.get_app_config(label).get_models()
        if not model.__name__.startswith("Historical")
    }


def test_every_model_has_a_page_or_a_reason_why_it_needs_none() -> None:
    assert models() == PAGES.keys() | NEEDS_NONE.keys()
    assert PAGES.keys() & NEEDS_NONE.keys() == set()


@pytest.mark.parametrize("model", sorted(PAGES))
def test_the_pages_that_make_and_edit_a_model_are_there(model: str) -> None:
    names = {key for key in get_resolver().reverse_dict if isinstance(key, str)}

    assert set(PAGES[model].split()) - names == set()
