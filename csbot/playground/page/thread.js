// The pane beside a conversation: one message and its replies.

import { Composer } from "./composer.js";
import { el, icon, put } from "./dom.js";
import { ThreadMessages } from "./messages.js";

const pane = document.getElementById("thread");

export function openThread(conversation, root, name) {
  const thread = new ThreadMessages(conversation, root);
  const back = document.activeElement;
  const close = () => {
    closeThread(conversation);
    if (back?.isConnected) back.focus();
    else document.querySelector("#main [data-focus-key=composer]")?.focus();
  };
  const composer = new Composer({ channel: conversation.channel, name: "thread", thread: root }, () => thread.toEnd());
  conversation.thread = thread;
  put(pane,
    el("header", { class: "pane-title" }, el("h2", {}, "Thread"), el("span", { class: "topic" }, name),
      el("button", { class: "button-plain push-right", type: "button", "aria-label": "Close the thread", on: { click: close } }, icon("close"))),
    thread.log, composer.node);
  pane.onkeydown = (event) => { if (event.key === "Escape" && !event.defaultPrevented) { event.preventDefault(); close(); } };
  pane.hidden = false;
  thread.draw();
  composer.box.focus();
}

export function closeThread(conversation) {
  pane.hidden = true;
  pane.replaceChildren();
  if (conversation) conversation.thread = null;
}
