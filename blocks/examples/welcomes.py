"""The first super admin of a workspace, and of one with a hostile name."""

from csbot.domain.welcomes import Welcome

WELCOMES = {"usual": Welcome("Fjord & Co"), "hostile": Welcome("*x* <!channel> " * 20), "nameless": Welcome("")}
