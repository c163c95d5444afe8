// Menus: a button that opens a list of commands.

import { el, icon } from "./dom.js";
import { plainText } from "./mrkdwn.js";
import { closePopup, openPopup, popupIsOpen } from "./popups.js";

function move(box, step) {
  const items = [...box.querySelectorAll("[role=menuitem]")];
  const at = items.indexOf(document.activeElement);
  items[(at + step + items.length) % items.length]?.focus();
}

// Opens `items` ([{label, note, href, pick, data}]) below a button.
export function menu(anchor, items, label) {
  if (popupIsOpen(anchor)) return closePopup();
  const box = el("div", { role: "menu", "aria-label": label, class: "menu" });
  box.append(...items.map((item, index) => el(item.href ? "a" : "button", {
    role: "menuitem", class: "menu-item", type: item.href ? null : "button", tabindex: index ? -1 : 0, href: item.href,
    target: item.target, rel: item.target && "noopener", data: item.data, "aria-current": item.current ? "true" : null,
    on: { click: () => { closePopup(); anchor.focus(); item.pick?.(); } },
  }, item.node, el("span", {}, item.label, item.note && el("span", { class: "hint" }, item.note)))));
  box.addEventListener("keydown", (event) => {
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in steps) move(box, steps[event.key]);
    else if (event.key === "Escape" || event.key === "Tab") { closePopup(); anchor.focus(); }
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  openPopup(anchor, box);
  box.querySelector("[role=menuitem]")?.focus();
}

export function overflow(wired, use) {
  const { element } = wired;
  const anchor = el("button", {
    class: "button overflow", type: "button", "aria-label": "More options", "aria-haspopup": "menu", "aria-expanded": "false",
    data: { actionId: element.action_id, focusKey: wired.focusKey },
    on: {
      click: () => menu(anchor, element.options.map((option) => ({
        label: plainText(option.text),
        note: plainText(option.description),
        href: option.url,
        target: option.url && "_blank",
        data: { value: option.value ?? "" },
        pick: () => use(option.value, anchor),
      })), "More options"),
    },
  }, icon("dots"));
  return anchor;
}
