// Behind the curtain: what went each way between Slack and the app.

import { see } from "./api.js";
import { el, icon, put } from "./dom.js";

const LOADED = 100;
const FILTERS = [["All", {}], ["To the app", { direction: "sent" }], ["From the app", { direction: "call" }], ["Errors", { errors: 1 }]];

const drawer = document.getElementById("curtain");
let list = null;
let filter = 0;
let newest = 0;
let waiting = null;

export function toggleCurtain(show = drawer.hidden) {
  drawer.hidden = !show;
  document.body.classList.toggle("curtain-open", show);
  if (!show) return;
  draw();
}

function draw() {
  list = el("div", { class: "calls", data: { testid: "calls" } });
  put(drawer,
    el("div", { class: "curtain-head" }, el("h2", {}, "Behind the curtain"),
      el("button", { class: "button-plain", type: "button", "aria-label": "Close the curtain", on: { click: () => toggleCurtain(false) } }, icon("close"))),
    el("div", { class: "filters", role: "group", "aria-label": "Show" }, FILTERS.map(([label], index) => el("button", {
      class: "filter", type: "button", "aria-pressed": String(index === filter), on: { click: () => { filter = index; draw(); } },
    }, label))), list);
  newest = 0;
  load();
}

const pretty = (value) => (typeof value === "string" ? value : JSON.stringify(value, null, 2));

// Blocks and views travel as JSON inside strings; shown as what they mean.
function opened(request) {
  return Object.fromEntries(Object.entries(request).map(([key, value]) => {
    if (typeof value !== "string" || !/^[[{]/.test(value)) return [key, value];
    try {
      return [key, JSON.parse(value)];
    } catch {
      return [key, value];
    }
  }));
}

function entry(call) {
  const outgoing = call.direction === "sent";
  return el("details", { class: `call ${call.error ? "call-error" : ""}`, data: { testid: "call", name: call.name } },
    el("summary", {},
      el("span", { class: `way way-${call.direction}` }, outgoing ? "Slack → app" : "app → Slack"),
      el("span", { class: "call-name" }, call.name),
      el("span", { class: "call-note" }, call.error ? `${call.error} · ` : "", `${call.status || "no answer"} · ${call.took_ms} ms`)),
    el("h3", {}, "Sent"), el("pre", { tabindex: 0 }, pretty(opened(call.request))),
    el("h3", {}, "Answered"), el("pre", { tabindex: 0 }, call.answer === null ? "(nothing)" : pretty(call.answer)));
}

async function load() {
  const [, query] = FILTERS[filter];
  const asked = list;
  const { calls } = await see("calls", { ...query, after: newest, limit: LOADED });
  if (asked !== list || !calls.length) return;
  newest = calls.at(-1).number;
  list.prepend(...calls.reverse().map(entry));
  while (list.children.length > LOADED) list.lastElementChild.remove();
}

export function trafficCame() {
  if (drawer.hidden || waiting) return;
  waiting = setTimeout(() => {
    waiting = null;
    load();
  }, 200);
}
