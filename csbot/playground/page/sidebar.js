// Who one is, the app and the channels, with what is unread.

import { el, holdFocus, icon, put } from "./dom.js";
import { appFace, face } from "./faces.js";
import { menu } from "./menus.js";
import { drawPause, pauseButton } from "./pausing.js";
import { conversationIcon, state } from "./state.js";

function entry(id, label, mark, unread, open, testid) {
  const current = state.channel === id;
  return el("button", {
    class: `entry ${unread ? "entry-unread" : ""}`, type: "button", "aria-current": current ? "page" : null,
    data: { testid, channel: id, focusKey: id }, on: { click: () => open(id) },
  }, mark, el("span", { class: "entry-name" }, label),
  unread ? el("span", { class: "count", "aria-label": `${unread} unread` }, unread > 99 ? "99+" : String(unread)) : null);
}

function switcher() {
  const { me } = state;
  const anchor = el("button", {
    class: "switcher", type: "button", "aria-haspopup": "menu", "aria-expanded": "false", data: { testid: "switcher" },
    on: { click: () => menu(anchor, people(), "Who you are") },
  },
  face(me.id, false),
  el("span", { class: "switcher-text" },
    el("span", { class: "switcher-name" }, el("span", { class: "sr" }, "You are "), me.real_name),
    el("span", { class: "switcher-note" }, me.is_stranger ? me.company : me.title)),
  icon("down"));
  return anchor;
}

function people() {
  return [...state.people.values()].filter((one) => one.can_act).map((one) => ({
    label: one.real_name,
    note: [one.is_stranger ? one.company : one.title, one.tz.split("/")[1].replace("_", " "), one.locale].join(" · "),
    href: `/?${new URLSearchParams({ user: one.id, ...(one.is_stranger ? {} : { tab: state.tab }) })}`,
    current: one.id === state.userId,
    node: face(one.id),
    data: { user: one.id },
  }));
}

function conversations(open) {
  const entries = (groups) => state.channels.filter((channel) => channel.is_group === groups).map((channel) =>
    entry(channel.id, channel.name, icon(conversationIcon(channel)), channel.unread, open, "channel"));
  const direct = entries(true);
  return [
    el("h2", {}, "Channels"), entries(false),
    direct.length > 0 && [el("h2", {}, "Direct messages"), direct],
    state.app.dm && [el("h2", {}, "Apps"), entry(state.app.dm, state.app.name, appFace(), state.app.unread, open, "app")],
  ];
}

const list = el("div", { class: "conversations" });

export function drawSidebar(open) {
  if (!list.isConnected) {
    put(document.getElementById("sidebar"),
      el("div", { class: "team" }, el("span", { class: "entry-name" }, state.me.company), pauseButton(), el("button", {
        class: "button-plain sidebar-close", type: "button", "aria-label": "Close the list of conversations", on: { click: () => toggleSidebar(false) },
      }, icon("close"))),
      list, el("div", { class: "sidebar-foot" }, switcher()));
  }
  const handOver = holdFocus(list);
  put(list, conversations(open));
  handOver(list);
  drawPause();
  const unread = state.app.unread + state.channels.reduce((sum, channel) => sum + channel.unread, 0);
  document.title = `${unread ? `(${unread}) ` : ""}${state.me.real_name} · ${state.me.company}`;
}

export function toggleSidebar(show) {
  document.body.classList.toggle("sidebar-open", show);
  if (show) document.querySelector(".sidebar .entry")?.focus();
}
