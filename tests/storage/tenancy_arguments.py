"""What the tenancy walk gives for parameters whose name means something else than elsewhere."""

from datetime import timedelta
from typing import Any

from csbot.domain.custom_objects import ObjectNames
from csbot.domain.customer_settings import CustomerSettings
from csbot.domain.data_sources import SourceKind
from csbot.domain.jobs import JobKind
from csbot.domain.listeners import Told
from csbot.domain.preferences import Event
from csbot.domain.records import ObjectType
from csbot.domain.setting_changes import Chosen, Setting, SettingDiff
from csbot.domain.subscriptions import DigestKind
from csbot.storage.imports import ChangedRecord
from tests.storage.tenants import SECRET, Tenant


def special(of: Tenant) -> dict[str, tuple[Any]]:
    """By function and parameter."""
    return of_records(of) | of_object_types(of) | of_others(of)


def of_records(of: Tenant) -> dict[str, tuple[Any]]:
    """Of records and what belongs to them."""
    linked = ["crm-1"]
    silent = [(of.task + 1, {"reminder_at": ["2026-03-02T10:00:00+00:00", None]})]
    changed = [ChangedRecord(of.task, 3, {"name": (SECRET, "Stolen")})]
    return {
        "activities.follow_import.moments": ([(ObjectType.COMPANY, of.company, of.office.clock.now() + timedelta(1))],),
        "activities.follow_undo.moments": ([(ObjectType.COMPANY, of.company, of.office.clock.now() - timedelta(1))],),
        "activities.get.activity_id": (of.activity,),
        "activities.get_for_change.activity_id": (of.activity,),
        "activities.known_moments.kind": (ObjectType.COMPANY,),
        "activities.known_moments.moments": ([of.office.clock.now()],),
        "activities.known_moments.record_id": (of.company,),
        "activities.last_at.kind": (ObjectType.COMPANY,),
        "activities.last_at.record_id": (of.company,),
        "activities.list_last.kind": (ObjectType.COMPANY,),
        "activities.list_last.record_id": (of.company,),
        "alarms.follow.changed": (silent,),
        "contacts.list_reachable.company_id": (of.company,),
        "duplicates.list_likely.kind": (ObjectType.COMPANY,),
        "duplicates.list_likely.unique": ({"domain": "zebra.example"},),
        "follows.add.kind": (ObjectType.COMPANY,),
        "follows.add.record_id": (of.company,),
        "tasks.list_of_record.kind": (ObjectType.COMPANY,),
        "tasks.list_of_record.record_id": (of.company,),
        "alarms.follow.by_id": (of.kim.id,),
        "imports.find_linked.ids": (linked,),
        "imports.find_linked.kind": (ObjectType.COMPANY,),
        "imports.find_matches.kind": (ObjectType.COMPANY,),
        "imports.find_taken.kind": (ObjectType.COMPANY,),
        "imports.write.changed": (changed,),
        "imports.write.others": ((),),
        "companies.list_near.text": ("Zebro",),
        "companies.list_named.domain": ("zebra.example",),
        "companies.search.domain": ("zebra.example",),
        "tasks.page.here": (None,),
    }


def of_object_types(of: Tenant) -> dict[str, tuple[Any]]:
    """Of object types that managers added, and of which records belong together."""
    return {
        "custom_objects.add.kind": (ObjectType.CUSTOM_2,),
        "custom_objects.add.key": ("another",),
        "custom_objects.add.names": (ObjectNames("Stolen", "Stolen ones"),),
        "custom_objects.get.kind": (ObjectType.CUSTOM_1,),
        "custom_objects.change.kind": (ObjectType.CUSTOM_1,),
        "custom_objects.change.values": ({"singular": "Stolen"},),
        "custom_objects.count_records.kind": (ObjectType.CUSTOM_1,),
        "custom_objects.names_of.kind": (ObjectType.CUSTOM_1,),
        "erasing.erase_type_chunk.kind": (ObjectType.CUSTOM_1,),
        "associations.add.label": ("another",),
        "associations.add.to_type": (ObjectType.CONTACT,),
        "associations.is_there.to_type": (ObjectType.CONTACT,),
        "associations.remove.to_type": (ObjectType.CONTACT,),
        "associations.find.association_id": (of.association,),
        "associations.list_first.kind": (ObjectType.COMPANY,),
        "associations.list_first.record_id": (of.company,),
        "associations.list_first.types": ([ObjectType.CONTACT],),
        "associations.list_of.kind": (ObjectType.COMPANY,),
        "associations.list_of.record_id": (of.company,),
    }


def of_others(of: Tenant) -> dict[str, tuple[Any]]:
    """Of all the rest."""
    added = {"email": "new@zebra.example", "name": "New", "tz": "UTC", "locale": "en_US"}
    return {
        "properties.change.values": ({"label": "Stolen"},),
        "jobs.list_open.kinds": (list(JobKind),),
        "data_sources.succeed.holds_for": (timedelta(days=7),),
        "data_sources.succeed.object_type": (ObjectType.CONTACT,),
        "data_sources.succeed.kind": (SourceKind.IMPORT,),
        "data_sources.list_stale.now": (of.office.clock.now() + timedelta(days=30),),
        "news.list_told.events": (list(Event),),
        "news.list_told.since": (of.office.clock.now() - timedelta(days=1),),
        "news.list_told.until": (of.office.clock.now() + timedelta(days=1),),
        "news.remove_before.at": (of.office.clock.now() + timedelta(days=1),),
        "members.names_of.ids": ([of.kim.id],),
        "members.names_by_slack.slack_user_ids": ([of.kim.slack_user_id],),
        "contacts.names_of.ids": ([of.contact],),
        "companies.names_of.ids": ([of.company],),
        "news.add.by_id": (of.kim.id,),
        "news.add.told": ([Told(of.kim.id, Event.TASK_CHANGED, of.kim.id)],),
        "news.add.since": (1,),
        "news.add.due_at": (of.office.clock.now(),),
        "members.add.values": (added,),
        "members.change.values": ({"name": "Stolen"},),
        "filter_drafts.forget_before.at": (of.office.clock.now() + timedelta(days=1),),
        "saved_views.pin.view_key": ("owned_by_me",),
        "view_cards.count_each.plans": ([()],),
        "saved_views.list_shared.ids": ([of.view],),
        "card_layouts.save.chosen": (None,),
        "customer_settings.save.chosen": (CustomerSettings(csm="", version=2),),
        "setting_changes.add.diffs": ([SettingDiff(Setting.CSM_PROPERTY, (), (Chosen(SECRET),))],),
        "requests.forget_before.at": (of.office.clock.now() + timedelta(days=1),),
        "subscriptions.add.kind": (DigestKind.OVERDUE,),
        "undelivered.replay.ids": ([of.dead],),
    }
