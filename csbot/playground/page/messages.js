// A list of messages, day by day, kept in step with the live updates: a conversation or a thread.

import { see } from "./api.js";
import { divider, fromTs } from "./dates.js";
import { announce, arrange, el, holdFocus } from "./dom.js";
import { messageNode } from "./message.js";
import { nameOf, state, whispered } from "./state.js";

const LOADED = 200;
const SOON_SECONDS = 300;

const follows = (before, message) => Boolean(before) && before.user === message.user && !before.is_ephemeral && !message.is_ephemeral
  && Number(message.ts) - Number(before.ts) < SOON_SECONDS;

const isReply = (message) => Boolean(message.thread_ts) && message.thread_ts !== message.ts;

export class Messages {
  constructor(label, testid, how) {
    this.how = how; // {channel, openThread}, as a message takes it
    this.shown = new Map(); // ts → {source, node}
    this.days = new Map();
    this.empty = el("div", { class: "empty" }, "Nothing here yet. Say something.");
    this.log = el("div", { class: "log", role: "log", "aria-label": label, tabindex: 0, data: { testid } });
    this.following = true; // whether the end stays in view
    this.log.addEventListener("scroll", () => { this.following = this.atEnd(); });
    this.log.addEventListener("load", () => this.settle(), true);
    new ResizeObserver(() => this.settle()).observe(this.log);
  }

  atEnd() {
    return this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < 60;
  }

  settle() {
    if (this.following) this.log.scrollTop = this.log.scrollHeight;
  }

  toEnd() {
    this.following = true;
    this.settle();
  }

  // "Today" and "yesterday" mean other days once the clock has moved.
  redraw() {
    this.shown.clear();
    this.days.clear();
    this.draw();
  }

  draw() {
    const all = this.messages();
    const fresh = new Map();
    const nodes = [];
    const handOvers = [];
    let day = "";
    let before = null;
    for (const message of all) {
      const label = divider(fromTs(message.ts));
      if (label !== day) {
        nodes.push(this.day(label));
        before = null;
      }
      day = label;
      if (message.ts === this.unreadFrom) nodes.push(this.newLine ||= el("div", { class: "new-line", data: { testid: "new-line" } }, el("span", {}, "New")));
      const source = JSON.stringify([message, follows(before, message)]);
      const old = this.shown.get(message.ts);
      const kept = old?.source === source;
      const node = kept ? old.node : messageNode(message, { ...this.how, follows: follows(before, message) });
      if (old && !kept) handOvers.push([holdFocus(old.node), node]);
      fresh.set(message.ts, { source, node });
      nodes.push(node);
      before = message;
    }
    this.tell(all);
    arrange(this.log, nodes.length ? nodes : [this.empty]);
    for (const [handOver, node] of handOvers) handOver(node, () => node);
    this.shown = fresh;
    this.settle();
  }

  day(label) {
    if (!this.days.has(label)) this.days.set(label, el("div", { class: "day" }, el("span", {}, label)));
    return this.days.get(label);
  }

  tell(all) {
    const last = all.at(-1);
    if (this.last && last && last.ts > this.last && last.user !== state.userId) {
      announce(`${nameOf(last.user)}: ${last.text || "new message"}`);
    }
    this.last = last?.ts || "0";
  }
}

export class Conversation extends Messages {
  constructor(channel, openThread) {
    super("Messages", "messages", { channel, openThread });
    this.channel = channel;
    this.turn = 0;
    this.posted = [];
  }

  async refresh() {
    const turn = ++this.turn;
    const { messages } = await see("messages", { user: state.userId, channel: this.channel, ephemeral: 0, limit: LOADED });
    if (turn !== this.turn) return;
    this.posted = messages;
    this.draw();
    this.thread?.draw();
  }

  messages() {
    return [...this.posted.filter((one) => !isReply(one)), ...whispered(this.channel)].sort((a, b) => Number(a.ts) - Number(b.ts));
  }

  // The line above what the person has not read; others' last `unread` messages when the conversation was opened.
  markUnread(unread) {
    const others = this.messages().filter((one) => one.user !== state.userId && !one.is_ephemeral);
    this.unreadFrom = unread ? others.at(-unread)?.ts ?? others[0]?.ts : null;
    this.draw();
  }
}

export class ThreadMessages extends Messages {
  constructor(conversation, root) {
    super("Replies", "thread-messages", { channel: conversation.channel });
    this.conversation = conversation;
    this.root = root;
  }

  messages() {
    return this.conversation.posted.filter((one) => one.ts === this.root || one.thread_ts === this.root);
  }
}
