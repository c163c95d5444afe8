// Ctrl+K or ⌘K: jump to a conversation or choose a shortcut, by typing.

import { Choices } from "./choices.js";
import { el, icon, put } from "./dom.js";
import { appFace } from "./faces.js";
import { globalShortcuts } from "./shortcuts.js";
import { conversationIcon, state, TABS } from "./state.js";

const dialog = document.getElementById("palette");

function places(open) {
  const { app, channels } = state;
  const own = app.dm ? app.tabs.map((tab) => ({
    label: `${app.name} — ${TABS[tab]}`, node: appFace(), group: "Go to", pick: () => open(app.dm, tab),
  })) : [];
  return [...own, ...channels.map((channel) => ({
    label: channel.name, node: icon(conversationIcon(channel)), group: "Go to", pick: () => open(channel.id),
  }))];
}

export function openPalette(open) {
  if (document.querySelector("dialog[open]")) return;
  const all = [...globalShortcuts().map((one) => ({ ...one, group: "Shortcuts" })), ...places(open)]
    .map((item) => ({ ...item, pick: () => { dialog.close(); item.pick(); } }));
  const box = el("input", { class: "text-input", type: "text", "aria-label": "Jump to or do", placeholder: "Jump to a conversation or choose a shortcut", autocomplete: "off", data: { testid: "palette-input" } });
  const choices = new Choices(box, "Places and shortcuts");
  box.setAttribute("role", "combobox");
  box.setAttribute("aria-expanded", "true");
  const search = () => {
    const words = box.value.toLocaleLowerCase().split(/\s+/).filter(Boolean);
    choices.show(all.filter((item) => words.every((word) => item.label.toLocaleLowerCase().includes(word))));
  };
  box.addEventListener("input", search);
  box.addEventListener("keydown", (event) => { if (event.key !== "Escape") choices.key(event); });
  put(dialog, box, choices.node);
  dialog.showModal();
  search();
}

dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
