// Notes in the corner: messages of conversations that are not open, and what went wrong.

import { el, icon } from "./dom.js";

const SHOWN_MS = 8000;
const MOST = 3;
const corner = document.getElementById("toasts");

// A note goes by itself, but not while it is pointed at or holds the focus.
function leaveLater(note) {
  setTimeout(() => {
    if (note.matches(":hover, :focus-within")) leaveLater(note);
    else note.remove();
  }, SHOWN_MS);
}

export function toast(children, open, { kind = "", about = "" } = {}) {
  const note = el("div", { class: `toast ${kind}`, data: { testid: "toast", about } },
    open
      ? el("button", { class: "toast-body", type: "button", on: { click: () => { note.remove(); open(); } } }, children)
      : el("div", { class: "toast-body" }, children),
    el("button", { class: "button-plain", type: "button", "aria-label": "Dismiss", on: { click: () => note.remove() } }, icon("close")));
  corner.append(note);
  while (corner.children.length > MOST) corner.firstElementChild.remove();
  leaveLater(note);
}

// Who opens a conversation needs no notes about it.
export function forgetAbout(channel) {
  for (const note of [...corner.children]) if (note.dataset.about === channel) note.remove();
}

export const complain = (text) => toast([icon("warning"), el("span", {}, text)], null, { kind: "toast-failure" });
export const confirmDone = (text) => toast([icon("check"), el("span", {}, text)], null);
