"""Changes of settings: of every kind, hostile and long, and none."""

from datetime import timedelta

from blocks.examples.people import ANNA, HOSTILE, KIM, NOW
from csbot.domain.setting_changes import Chosen, Setting, SettingChange, SettingChanges, SettingDiff, SettingSection

HOUR = timedelta(hours=1)
OWNED, ASSIGNED = Chosen("owned_by_me"), Chosen("assigned_to_me")
OWNER, BOSS = Chosen("company.owner"), Chosen("company.p7", "*Boss*")
RISKY = Chosen("12", "Risky & *big* <!here>")
LAYOUT = SettingDiff(
    Setting.LAYOUT_BUTTONS, (Chosen("button.note"), Chosen("button.call")), (Chosen("button.call"),), Chosen("company")
)
CHANGES = (
    SettingChange(6, NOW - HOUR, ANNA.name, LAYOUT),
    SettingChange(5, NOW - HOUR, ANNA.name, SettingDiff(Setting.CARDS, (OWNED, ASSIGNED), (RISKY, OWNED))),
    SettingChange(4, NOW - HOUR, KIM.name, SettingDiff(Setting.HIDDEN_VIEWS, (), (ASSIGNED,))),
    SettingChange(3, NOW - 50 * HOUR, KIM.name, SettingDiff(Setting.CSM_PROPERTY, (OWNER,), (BOSS,))),
    SettingChange(2, NOW - 9000 * HOUR, "", SettingDiff(Setting.RENEWAL_PROPERTY, (Chosen("company.renewal"),), ())),
    SettingChange(
        1, NOW - 9001 * HOUR, KIM.name, SettingDiff(Setting.CUSTOMER_OBJECT, (Chosen("company"),), (Chosen("contact"),))
    ),
)
MANY = tuple(Chosen(str(n), "<*&*> " * 30) for n in range(40))
LONG = tuple(
    SettingChange(100 - n, NOW, HOSTILE.name, SettingDiff(Setting.CARDS, MANY, MANY[::-1], RISKY)) for n in range(10)
)
PAGES = {
    "all": SettingChanges(SettingSection.CUSTOMERS, CHANGES, more=True),
    "older": SettingChanges(SettingSection.CUSTOMERS, CHANGES[-1:], is_newest=False),
    "long": SettingChanges(SettingSection.CUSTOMERS, LONG),
    "none": SettingChanges(SettingSection.CUSTOMERS, ()),
}
