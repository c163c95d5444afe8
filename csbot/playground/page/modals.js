// The stack of modals: the topmost is shown, with a way back to the one beneath.

import { act, see } from "./api.js";
import { renderBlocks } from "./blocks.js";
import { announce, el, holdFocus, icon } from "./dom.js";
import { plainText } from "./mrkdwn.js";
import { closePopup } from "./popups.js";
import { enteredIn, state } from "./state.js";

const dialog = document.getElementById("modal");
let views = [];
let shown = { id: "", hash: "" };
let errors = {};
let turn = 0;
let opener = null; // what had the focus before the first modal

const FIELDS = ".modal-body :is(input, textarea)";

const top = () => views.at(-1);
const spot = () => ({ user: state.userId, view_id: top().id });

async function close(all) {
  if (!top()) return;
  closePopup();
  await act("close", { ...spot(), all });
  await refreshModals();
}

async function submit() {
  const view = top();
  const button = dialog.querySelector("[data-testid=modal-submit]");
  if (!view || !button || button.getAttribute("aria-busy")) return;
  button.setAttribute("aria-busy", "true");
  const result = await act("submit", { ...spot(), values: enteredIn(view.id) });
  button.removeAttribute("aria-busy");
  errors = result.errors;
  if (Object.keys(errors).length) {
    draw(true);
    dialog.querySelector(".input-wrong :is(input, textarea)")?.focus();
    return;
  }
  if (result.failure) {
    dialog.querySelector(".modal-failure").textContent = result.failure;
    announce(result.failure);
    return;
  }
  await refreshModals();
}

function header(view) {
  return el("header", { class: "modal-head" },
    views.length > 1 && el("button", {
      class: "button-plain", type: "button", "aria-label": "Back", data: { testid: "modal-back" }, on: { click: () => close(false) },
    }, icon("back")),
    el("img", { class: "avatar avatar-small", src: `/page/people/${state.app.user_id}.svg`, alt: "" }),
    el("h2", { id: "modal-title" }, plainText(view.title)),
    el("button", {
      class: "button-plain", type: "button", "aria-label": "Close", data: { testid: "modal-close" }, on: { click: () => close(true) },
    }, icon("close")));
}

function footer(view) {
  return el("footer", { class: "modal-foot" },
    el("div", { class: "modal-failure", role: "alert" }),
    el("button", { class: "button", type: "button", data: { testid: "modal-cancel" }, on: { click: () => close(false) } },
      plainText(view.close) || "Cancel"),
    view.submit && el("button", { class: "button button-primary", type: "button", data: { testid: "modal-submit" }, on: { click: submit } },
      plainText(view.submit)));
}

// A dialog opens at its top: a field that is further down waits.
function firstField() {
  const field = dialog.querySelector(FIELDS);
  const end = dialog.querySelector(".modal-body").getBoundingClientRect().bottom;
  return field && field.getBoundingClientRect().top < end ? field : null;
}

function firstControl() {
  return dialog.querySelector("[autofocus]") || firstField() || dialog.querySelector(".modal-body :is(button, a[href])")
    || dialog.querySelector(".modal-foot button");
}

// Back to where one was; a message or Home drawn anew meanwhile has the same control again.
function leave() {
  shown = { id: "", hash: "" };
  if (!dialog.open) return;
  dialog.close();
  const key = opener?.dataset.focusKey;
  const again = opener?.isConnected ? opener
    : [...document.querySelectorAll("[data-focus-key]")].find((node) => node.dataset.focusKey === key);
  (again || document.querySelector("#main [data-focus-key=composer]") || document.getElementById("main")).focus({ preventScroll: true });
  opener = null;
}

function placeOf(view) {
  const entered = enteredIn(view.id, view.blocks);
  return {
    key: view.id, heading: "h3", entered, errors, submit: view.submit ? submit : null,
    act: (touch) => act("click", { ...spot(), ...touch, values: entered }),
    suggest: (touch) => act("suggest", { ...spot(), ...touch, values: entered }),
  };
}

function draw(force) {
  const view = top();
  if (!view) return leave();
  if (!force && shown.id === view.id && shown.hash === view.hash) return;
  if (!force) errors = {};
  const same = shown.id === view.id;
  const scrolled = same ? dialog.querySelector(".modal-body")?.scrollTop : 0;
  const handOver = holdFocus(dialog);
  closePopup();
  dialog.replaceChildren(header(view), el("div", { class: "modal-body" }, renderBlocks(view.blocks, placeOf(view))), footer(view));
  dialog.setAttribute("aria-labelledby", "modal-title");
  dialog.dataset.viewId = view.id;
  dialog.dataset.callbackId = view.callback_id;
  if (!dialog.open) {
    opener = document.activeElement;
    dialog.showModal();
  }
  dialog.querySelector(".modal-body").scrollTop = scrolled || 0;
  if (same) handOver(dialog, firstControl);
  else firstControl()?.focus();
  shown = { id: view.id, hash: view.hash };
}

export async function refreshModals() {
  const mine = ++turn;
  const found = await see("modals", { user: state.userId });
  if (mine !== turn) return;
  views = found.views;
  draw(false);
}

// A browser lets a page keep its dialog open only once; so the key is heard before the browser's own closing.
dialog.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.defaultPrevented) return;
  event.preventDefault();
  close(false);
});
dialog.addEventListener("cancel", (event) => event.preventDefault());
