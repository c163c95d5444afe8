// One message: who, when, what it says, what can be done with it.

import { act } from "./api.js";
import { renderBlocks } from "./blocks.js";
import { fromTs, stamp, time } from "./dates.js";
import { el, icon } from "./dom.js";
import { face } from "./faces.js";
import { fileCards } from "./files.js";
import { menu } from "./menus.js";
import { mrkdwn } from "./mrkdwn.js";
import { messageShortcuts } from "./shortcuts.js";
import { enteredIn, nameOf, person, state } from "./state.js";
import { confirmDone } from "./toasts.js";

function placeOf(message, channel) {
  const spot = { user: state.userId, channel, ts: message.ts };
  const entered = enteredIn(`${channel}/${message.ts}`);
  return {
    key: message.ts, entered,
    act: (touch) => act("click", { ...spot, ...touch, values: entered }),
    suggest: (touch) => act("suggest", { ...spot, ...touch, values: entered }),
  };
}

function attachment(item, place) {
  return el("div", { class: "attachment" },
    item.blocks ? renderBlocks(item.blocks, place) : el("div", { class: "section-text" },
      item.title && el("div", { class: "card-title" }, mrkdwn(item.title)), mrkdwn(item.text || item.fallback || "")));
}

function body(message, channel) {
  const place = placeOf(message, channel);
  // What a person typed comes with blocks made of it; the text holds the same and knows mrkdwn.
  const said = message.blocks && message.bot_id ? renderBlocks(message.blocks, place)
    : message.text && el("div", { class: "section-text" }, mrkdwn(message.text));
  return [said, (message.attachments || []).map((item) => attachment(item, place)), fileCards(message.files || [])];
}

const permalink = (channel, ts) => `${location.origin}/archives/${channel}/p${ts.replace(".", "")}`;

async function copyLink(channel, ts) {
  const address = permalink(channel, ts);
  try {
    await navigator.clipboard.writeText(address);
    confirmDone("Link copied");
  } catch {
    confirmDone(address); // the browser keeps the clipboard to itself
  }
}

function toolbar(message, channel, openThread) {
  const reply = openThread && {
    label: "Reply in thread", node: icon("reply"), data: { choice: "reply" }, pick: () => openThread(message.thread_ts || message.ts),
  };
  const choices = () => [
    ...messageShortcuts(channel, message.ts),
    ...(reply ? [reply] : []),
    { label: "Copy link", node: icon("link"), data: { choice: "copy" }, pick: () => copyLink(channel, message.ts) },
  ];
  const more = el("button", {
    class: "button-plain", type: "button", "aria-label": "More actions", "aria-haspopup": "menu", "aria-expanded": "false",
    data: { testid: "message-menu", focusKey: "message-menu" }, on: { click: () => menu(more, choices(), "More actions") },
  }, icon("dots"));
  return el("div", { class: "message-tools", role: "group", "aria-label": "Message actions" },
    reply && el("button", {
      class: "button-plain", type: "button", "aria-label": "Reply in thread", data: { testid: "reply", focusKey: "reply" },
      on: { click: reply.pick },
    }, icon("reply")), more);
}

function replies(message, openThread) {
  if (!openThread || !message.reply_count) return null;
  const latest = fromTs(message.latest_reply);
  return el("button", {
    class: "replies", type: "button", data: { testid: "replies", focusKey: "replies" }, on: { click: () => openThread(message.ts) },
  }, (message.reply_users || []).slice(0, 4).map((id) => face(id)),
  el("span", { class: "replies-count" }, message.reply_count === 1 ? "1 reply" : `${message.reply_count} replies`),
  el("span", { class: "hint" }, `Last reply ${time(latest)}`));
}

// `openThread` is left out inside a thread; `follows` when the same author wrote just before.
export function messageNode(message, { channel, openThread, follows }) {
  const author = person(message.user);
  const moment = fromTs(message.ts);
  const when = el("time", { class: "when", datetime: moment.toISOString(), title: stamp(moment) }, time(moment));
  return el("article", {
    class: `message ${message.is_ephemeral ? "message-ephemeral" : ""} ${follows ? "message-follows" : ""}`,
    tabindex: -1, data: { testid: "message", ts: message.ts, author: message.user, ...(message.failed ? { failed: "true" } : {}) },
    "aria-label": `${nameOf(message.user)}, ${stamp(moment)}`,
  },
  follows ? el("div", { class: "gutter" }, when) : face(message.user, false),
  el("div", { class: "message-main" },
    message.is_ephemeral && el("div", { class: "only-you" }, icon("eye"), "Only visible to you"),
    !follows && el("div", { class: "message-head" },
      el("span", { class: "author" }, nameOf(message.user)),
      (message.bot_id || author?.is_bot) && el("span", { class: "badge" }, "APP"),
      author?.is_stranger && el("span", { class: "badge" }, author.company), when),
    body(message, channel),
    message.edited && el("span", { class: "edited" }, "(edited)"),
    replies(message, openThread)),
  message.is_ephemeral ? null : toolbar(message, channel, openThread));
}
