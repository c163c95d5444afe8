// A conversation: its messages, day by day, kept in step with the live updates.

import { act, see } from "./api.js";
import { renderBlocks } from "./blocks.js";
import { divider, fromTs, stamp, time } from "./dates.js";
import { announce, el, icon, keepFocus } from "./dom.js";
import { mrkdwn } from "./mrkdwn.js";
import { enteredIn, nameOf, person, state, whispered } from "./state.js";

const LOADED = 200;

function placeOf(message, channel) {
  const spot = { user: state.userId, channel, ts: message.ts };
  const entered = enteredIn(`${channel}/${message.ts}`);
  return {
    key: message.ts, entered,
    act: (touch) => act("click", { ...spot, ...touch, values: entered }),
    suggest: (touch) => act("suggest", { ...spot, ...touch, values: entered }),
  };
}

function body(message, channel) {
  // What a person typed comes with blocks made of it; the text holds the same and knows mrkdwn.
  if (message.blocks && message.bot_id) return renderBlocks(message.blocks, placeOf(message, channel));
  return el("div", { class: "section-text" }, mrkdwn(message.text || ""));
}

function messageNode(message, channel) {
  const author = person(message.user);
  const moment = fromTs(message.ts);
  return el("article", {
    class: `message ${message.is_ephemeral ? "message-ephemeral" : ""} ${message.thread_ts && message.thread_ts !== message.ts ? "message-reply" : ""}`,
    data: { testid: "message", ts: message.ts, author: message.user },
    "aria-label": `${nameOf(message.user)}, ${stamp(moment)}`,
  },
  el("img", { class: "avatar", src: `/page/people/${message.user}.svg`, alt: "" }),
  el("div", { class: "message-main" },
    message.is_ephemeral && el("div", { class: "only-you" }, icon("eye"), "Only visible to you"),
    el("div", { class: "message-head" },
      el("span", { class: "author" }, nameOf(message.user)),
      (message.bot_id || author?.is_bot) && el("span", { class: "badge" }, "APP"),
      author?.is_stranger && el("span", { class: "badge" }, author.company),
      el("time", { class: "when", datetime: moment.toISOString(), title: stamp(moment) }, time(moment))),
    body(message, channel),
    message.edited && el("span", { class: "edited" }, "(edited)")));
}

export class Conversation {
  constructor(channel) {
    this.channel = channel;
    this.shown = new Map(); // ts → {source, node}
    this.log = el("div", { class: "log", role: "log", "aria-label": "Messages", tabindex: 0, data: { testid: "messages" } });
    this.turn = 0;
  }

  async refresh() {
    const turn = ++this.turn;
    const { messages, has_more: more } = await see("messages",
      { user: state.userId, channel: this.channel, ephemeral: 0, limit: LOADED });
    if (turn !== this.turn) return;
    this.posted = messages;
    this.more = more;
    this.draw();
  }

  // "Today" and "yesterday" mean other days once the clock has moved.
  redraw() {
    this.shown.clear();
    this.draw();
  }

  draw() {
    const all = [...(this.posted || []), ...whispered(this.channel)].sort((a, b) => Number(a.ts) - Number(b.ts));
    const atEnd = this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < 80;
    const fresh = new Map();
    const nodes = [];
    let day = "";
    for (const message of all) {
      const label = divider(fromTs(message.ts));
      if (label !== day) nodes.push(el("div", { class: "day" }, el("span", {}, label)));
      day = label;
      const source = JSON.stringify(message);
      const old = this.shown.get(message.ts);
      const node = old?.source === source ? old.node : messageNode(message, this.channel);
      fresh.set(message.ts, { source, node, old: old?.source === source ? null : old?.node });
      nodes.push(node);
    }
    this.tell(all);
    keepFocus(this.log, () => {
      this.log.replaceChildren(...(nodes.length ? nodes : [el("div", { class: "empty" }, "Nothing here yet. Say something.")]));
      return this.log;
    });
    this.shown = fresh;
    if (atEnd) this.log.scrollTop = this.log.scrollHeight;
  }

  tell(all) {
    const last = all.at(-1);
    if (this.last && last && last.ts > this.last && last.user !== state.userId) {
      announce(`${nameOf(last.user)}: ${last.text || "new message"}`);
    }
    this.last = last?.ts || "0";
  }
}
