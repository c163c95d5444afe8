// "Are you sure?" before an action.

import { el, put } from "./dom.js";
import { plainText, textNodes } from "./mrkdwn.js";

export function confirmed(ask, style) {
  const dialog = document.getElementById("confirm");
  const danger = (ask.style || style) === "danger";
  return new Promise((resolve) => {
    put(dialog,
      el("form", { method: "dialog" },
        el("h2", { id: "confirm-title" }, plainText(ask.title)),
        el("div", { class: "confirm-text" }, textNodes(ask.text)),
        el("div", { class: "dialog-buttons" },
          el("button", { value: "no", class: "button" }, plainText(ask.deny)),
          el("button", { value: "yes", class: `button ${danger ? "button-danger-solid" : "button-primary"}`, autofocus: true },
            plainText(ask.confirm)))));
    dialog.setAttribute("aria-labelledby", "confirm-title");
    dialog.returnValue = "";
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"), { once: true });
    dialog.showModal();
  });
}
