"""Sample data for `csbot demo`: one customer success team, its customers and its days, relative to today.

Personas, by their Slack name; everybody not named here is a customer success manager with a book of business:

- `freja` leads customer success: super admin, English in Copenhagen, a full day.
- `priya` runs operations: may manage settings, owns no customer, London.
- `mads`, `daan`, `emily` lead the Nordics, Benelux and the Americas; they edit what belongs to their team.
- `sofie` is a busy CSM with a Danish screen, `lotte` one with a Dutch screen.
- `anders` edits own records only, and has the awkward texts: Slack markup, emoji, a title of 200 characters.
- `sanne` has no seat: csbot explains whom to ask (workspace A4).
- `mei` is in Singapore and `marcus` in New York, for the zones.

The team has a property of its own (*Support plan*) and an object type of its own (*Contracts*), from `freja`.

The guest, the deactivated account and the other company's people are not let in (workspace A9).
"""
