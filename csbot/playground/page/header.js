// The head of a conversation, or of the app with its tabs.

import { el, icon } from "./dom.js";
import { appFace } from "./faces.js";
import { conversationIcon, isApp, state, TABS } from "./state.js";

function tab(name, label, open) {
  const current = state.tab === name;
  return el("button", {
    class: "tab", role: "tab", type: "button", "aria-selected": String(current), tabindex: current ? 0 : -1, data: { testid: `tab-${name}` },
    on: {
      click: () => open(state.channel, name),
      keydown: (event) => {
        if (event.key !== "ArrowRight" && event.key !== "ArrowLeft") return;
        open(state.channel, state.app.tabs.find((one) => one !== name) || name);
        document.querySelector("[role=tab][aria-selected=true]").focus();
      },
    },
  }, label);
}

function appHead(open) {
  return [
    el("div", { class: "pane-title" }, appFace(), el("h1", {}, state.app.name), el("span", { class: "badge" }, "APP")),
    el("div", { class: "tabs", role: "tablist", "aria-label": state.app.name }, state.app.tabs.map((name) => tab(name, TABS[name], open))),
  ];
}

function channelHead() {
  const channel = state.channels.find((one) => one.id === state.channel);
  const shared = channel?.shared_with || [];
  return el("div", { class: "pane-title" }, icon(conversationIcon(channel)), el("h1", {}, channel?.name || ""),
    shared.length ? el("span", { class: "badge badge-shared" }, `Shared with ${shared.join(", ")}`) : null,
    el("span", { class: "topic" }, channel?.topic || ""));
}

// `open` is given a channel and a tab.
export const header = (open) => el("header", { class: "pane-head" }, isApp() ? appHead(open) : channelHead());
