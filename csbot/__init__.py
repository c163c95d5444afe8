"""csbot: a customer success workspace that lives in Slack."""

from csbot import pythons, zones

pythons.refuse_others()
zones.use_the_package()
