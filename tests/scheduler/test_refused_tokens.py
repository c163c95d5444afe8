"""Slack does not take the token when something is sent: it waits for a good one and no attempt is used up (A10, N6)."""

import pytest
from structlog.testing import capture_logs

from csbot.domain.errors import SlackRefused
from csbot.domain.workspaces import SlackTeam
from csbot.services.workspaces import claim
from tests.scheduler.driving import people, run_until_settled
from tests.scheduler.world import World
from tests.waiting import until


@pytest.mark.parametrize("code", ["token_revoked", "invalid_auth", "account_inactive", "not_authed"])
async def test_what_a_refused_token_would_have_sent_waits_for_a_good_one(world: World, code: str) -> None:
    members = people(world, 2)
    world.enqueue(members)
    world.slack.fail("chat.postMessage", SlackRefused(code), times=2)
    loop = world.loop()
    loop.start()
    with capture_logs() as logs:
        await until(lambda: any(line["event"] == "slack_revoked" for line in logs))
        await until(lambda: world.states() == ["pending", "pending"])
    assert [line["because"] for line in logs if line["log_level"] == "error"] == [code]
    await loop.drain(5)
    assert {row.attempts for row in world.rows()} == {0}
    claim(world.database, world.clock.now(), SlackTeam("T1", "Acme", "UBOT", None))
    await run_until_settled(world, world.loop())
    assert world.states() == ["sent", "sent"]
