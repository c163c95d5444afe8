// The time bar: business time in the person's zone, and the ways to move it.

import { act } from "./api.js";
import { weekdayAndTime } from "./dates.js";
import { announce, el, icon, put } from "./dom.js";
import { toggleCurtain } from "./curtain.js";
import { toggleSidebar } from "./sidebar.js";
import { businessNow, state } from "./state.js";

const MOVES = [
  ["+1 hour", "clock-hour", { advance_seconds: 3600 }],
  ["tomorrow 08:30", "clock-tomorrow", { to: "tomorrow", time: "08:30" }],
  ["next Monday 08:30", "clock-monday", { to: "monday", time: "08:30" }],
];

let face = null;
let back = null;

async function move(where, node) {
  node.setAttribute("aria-busy", "true");
  const result = await act("clock", { user: state.userId, ...where });
  node.removeAttribute("aria-busy");
  if (result.failure) return announce(result.failure);
  state.offsetSeconds = result.offset_seconds;
  tick();
  announce(`It is now ${face.textContent}`);
}

const mover = ([label, testid, where]) => el("button", {
  class: "button-bar", type: "button", data: { testid }, on: { click: (event) => move(where, event.currentTarget) },
}, label);

function free() {
  const input = el("input", { class: "bar-input", type: "datetime-local", "aria-label": "Date and time to go to", data: { testid: "clock-input" } });
  return el("form", { class: "bar-form", on: {
    submit: (event) => {
      event.preventDefault();
      if (input.value) move({ local: input.value }, input);
    },
  } }, input, el("button", { class: "button-bar", type: "submit", data: { testid: "clock-go" } }, "Go"));
}

export function drawClock() {
  face = el("strong", { data: { testid: "clock" } });
  back = mover(["back to real time", "clock-reset", { reset: true }]);
  put(document.getElementById("clock"),
    el("button", { class: "button-bar bar-menu", type: "button", "aria-label": "Conversations", on: { click: () => toggleSidebar(true) } }, icon("menu")),
    el("span", { class: "bar-face" }, icon("clock"), face, el("span", { class: "bar-zone" }, state.me.tz.split("/")[1].replace("_", " "))),
    el("span", { class: "bar-moves", role: "group", "aria-label": "Move the clock" }, MOVES.map(mover), free(), back),
    el("button", { class: "button-bar bar-curtain", type: "button", "aria-label": "Behind the curtain", data: { testid: "curtain-toggle" }, on: { click: () => toggleCurtain() } },
      icon("curtain"), el("span", { class: "bar-label" }, "Behind the curtain")));
  tick();
}

export function tick() {
  if (!face) return;
  const text = weekdayAndTime(businessNow());
  if (face.textContent !== text) face.textContent = text;
  document.getElementById("clock").classList.toggle("moved", Math.abs(state.offsetSeconds) > 1);
  back.disabled = Math.abs(state.offsetSeconds) <= 1;
}
