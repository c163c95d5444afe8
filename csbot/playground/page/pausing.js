// Pausing one's notifications, which Slack calls Do Not Disturb.

import { act } from "./api.js";
import { fromTs, time } from "./dates.js";
import { el, icon, put } from "./dom.js";
import { menu } from "./menus.js";
import { isPaused, state } from "./state.js";

const CHOICES = [["for 30 minutes", 30], ["for 1 hour", 60], ["for 2 hours", 120], ["for a day", 1440]];

const anchor = el("button", {
  class: "button-plain", type: "button", "aria-haspopup": "menu", "aria-expanded": "false", data: { testid: "pause" },
  on: { click: () => menu(anchor, offers(), "Notifications") },
});

const choose = (minutes) => () => act("pause", { user: state.userId, minutes });

function offers() {
  const resume = { label: "Resume notifications", node: icon("bell"), data: { minutes: 0 }, pick: choose(0) };
  const pauses = CHOICES.map(([words, minutes]) => (
    { label: `Pause notifications ${words}`, node: icon("quiet"), data: { minutes }, pick: choose(minutes) }));
  return isPaused() ? [resume, ...pauses] : pauses;
}

export const pauseButton = () => anchor;

export function drawPause() {
  const label = isPaused() ? `Notifications are paused until ${time(fromTs(state.pausedUntil))}` : "Pause notifications";
  if (anchor.getAttribute("aria-label") === label) return;
  anchor.setAttribute("aria-label", label);
  anchor.title = label;
  put(anchor, icon(isPaused() ? "quiet" : "bell"));
}
