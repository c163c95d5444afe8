"""The services of one transaction."""

from dataclasses import dataclass
from datetime import date, datetime

from csbot.domain.alarms import AlarmKind, TaskAlarm
from csbot.domain.digests import DailySummary, Span, TaskDigest
from csbot.domain.members import Viewer
from csbot.domain.permissions import Actor
from csbot.domain.screens import Acted
from csbot.domain.tasks import TaskView
from csbot.domain.workspaces import Workspace
from csbot.services import alarms, digests
from csbot.services.activities import ActivityService
from csbot.services.assignees import AssigneeService
from csbot.services.associations import AssociationService
from csbot.services.card_layouts import CardLayoutService
from csbot.services.companies import CompanyService
from csbot.services.custom_objects import CustomObjectService
from csbot.services.customer_lists import CustomerListService
from csbot.services.customer_settings import CustomerSettingService
from csbot.services.deliveries import DeliveryService
from csbot.services.fast_properties import FastPropertyService
from csbot.services.filters import FilterService
from csbot.services.follows import FollowService
from csbot.services.history import HistoryService
from csbot.services.jobs import JobService
from csbot.services.members import MemberService
from csbot.services.new_records import NewRecordService
from csbot.services.news import NewsService
from csbot.services.operations import OperationService
from csbot.services.own_properties import OwnPropertyService
from csbot.services.own_settings import OwnSettingsService
from csbot.services.properties import PropertyService
from csbot.services.record_forms import RecordFormService
from csbot.services.record_lists import RecordListService
from csbot.services.record_news import RecordNews
from csbot.services.records import RecordService
from csbot.services.saved_views import SavedViewService
from csbot.services.setting_changes import SettingChangeService
from csbot.services.summary import SummaryService
from csbot.services.task_forms import TaskFormService
from csbot.services.task_phrases import TaskPhraseService
from csbot.services.tasks import TaskService
from csbot.services.view_cards import ViewCardService
from csbot.services.view_dialogs import ViewDialogService
from csbot.storage import members as stored_members
from csbot.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Services:
    """What a handler may call. `now` is business time, `real_now` the process's real time, the same for all of one
    transaction.
    """

    uow: UnitOfWork
    now: datetime
    workspace: Workspace
    real_now: datetime

    @property
    def custom_objects(self) -> CustomObjectService:
        return CustomObjectService(self.uow, self.now, self.workspace.plan)

    @property
    def companies(self) -> CompanyService:
        return CompanyService(self.uow)

    @property
    def assignees(self) -> AssigneeService:
        return AssigneeService(self.uow)

    @property
    def deliveries(self) -> DeliveryService:
        return DeliveryService(self.uow, self.now, self.real_now)

    @property
    def jobs(self) -> JobService:
        return JobService(self.uow, self.real_now)

    @property
    def filters(self) -> FilterService:
        return FilterService(self.uow, self.now)

    @property
    def members(self) -> MemberService:
        return MemberService(self.uow, self.now)

    @property
    def news(self) -> NewsService:
        return NewsService(self.uow, self.now, self.workspace.has_listeners)

    @property
    def operations(self) -> OperationService:
        return OperationService(self.uow, self.now, self.news, self.record_news)

    @property
    def fast_properties(self) -> FastPropertyService:
        return FastPropertyService(self.uow, self.jobs)

    @property
    def own_properties(self) -> OwnPropertyService:
        lists, filters = self.record_lists, self.filters
        return OwnPropertyService(
            self.uow, self.now, self.properties, self.customer_settings, lists, filters, self.fast_properties
        )

    @property
    def own_settings(self) -> OwnSettingsService:
        return OwnSettingsService(self.uow, self.now, self.real_now)

    @property
    def properties(self) -> PropertyService:
        return PropertyService(self.uow, self.now)

    @property
    def record_lists(self) -> RecordListService:
        return RecordListService(self.uow, self.now)

    @property
    def customer_settings(self) -> CustomerSettingService:
        return CustomerSettingService(self.uow, self.properties, self.setting_changes)

    @property
    def setting_changes(self) -> SettingChangeService:
        return SettingChangeService(self.uow, self.now)

    @property
    def saved_views(self) -> SavedViewService:
        return SavedViewService(self.uow, self.now, self.customer_settings)

    @property
    def card_layouts(self) -> CardLayoutService:
        return CardLayoutService(self.uow, self.properties, self.setting_changes)

    @property
    def customer_lists(self) -> CustomerListService:
        return CustomerListService(self.uow, self.saved_views, self.filters, self.record_lists, self.properties)

    @property
    def view_cards(self) -> ViewCardService:
        return ViewCardService(self.uow, self.customer_settings, self.record_lists)

    @property
    def view_dialogs(self) -> ViewDialogService:
        return ViewDialogService(self.uow, self.saved_views, self.filters, self.record_lists, self.properties)

    @property
    def activities(self) -> ActivityService:
        return ActivityService(self.uow, self.now)

    @property
    def associations(self) -> AssociationService:
        return AssociationService(self.uow, self.now)

    @property
    def follows(self) -> FollowService:
        return FollowService(self.uow, self.now)

    @property
    def history(self) -> HistoryService:
        return HistoryService(self.uow, self.now)

    @property
    def new_records(self) -> NewRecordService:
        return NewRecordService(self.uow, self.now, self.record_news)

    @property
    def record_forms(self) -> RecordFormService:
        return RecordFormService(self.uow, self.now, self.record_news)

    @property
    def record_news(self) -> RecordNews:
        return RecordNews(self.uow, self.now, self.real_now, self.workspace.has_listeners)

    @property
    def records(self) -> RecordService:
        return RecordService(self.uow, self.now)

    @property
    def summary(self) -> SummaryService:
        return SummaryService(self.uow, self.now, self.workspace.home_url)

    def task_alarm(self, kind: AlarmKind, task_id: int, acted: Acted, actor: Actor | None = None) -> TaskAlarm:
        """A reminder or the end of a snooze, with what was just done to its task (workspace T7, T9)."""
        return alarms.read(self.uow, kind, task_id, self.now, acted, actor)

    def daily_summary(self, viewer: Viewer, on: date, span: Span, acted: Acted) -> DailySummary:
        """The daily summary of that local date, as the day is now, with what was just done on it (workspace N1)."""
        member = stored_members.get(self.uow, viewer.member_id)
        return digests.daily_summary(self.uow, member, on, span, self.now, acted, self.workspace.home_url)

    def tasks_due(self, viewer: Viewer, view: TaskView, acted: Acted, actor: Actor | None = None) -> TaskDigest:
        """A due-today or overdue digest, with what was just done on it (workspace N2)."""
        return digests.tasks_due(self.uow, viewer, view, self.now, acted, actor)

    @property
    def tasks(self) -> TaskService:
        return TaskService(self.uow, self.now, self.news)

    @property
    def task_forms(self) -> TaskFormService:
        return TaskFormService(self.uow, self.now, self.news)

    @property
    def task_phrases(self) -> TaskPhraseService:
        return TaskPhraseService(self.uow, self.now)

    def helpers(self, asker_id: int | None = None) -> tuple[str, ...]:
        """Names of the people who can let others in (workspace A4), other than who asks."""
        return stored_members.list_helpers(self.uow, asker_id)
