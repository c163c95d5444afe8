// Where one types: messages and /commands, completed as one types, what was sent before with the arrow up.

import { act } from "./api.js";
import { Choices } from "./choices.js";
import { completions } from "./completion.js";
import { el, icon, uid } from "./dom.js";
import { menu } from "./menus.js";
import { globalShortcuts } from "./shortcuts.js";
import { businessNow, state, whispered } from "./state.js";
import { keep } from "./uploads.js";

const TALLEST = 180;
let failures = 0;

function slackbotSays(channel, text) {
  failures += 1;
  const latest = Math.max(businessNow() / 1000, ...whispered(channel).map((one) => Number(one.ts)));
  const ts = latest.toFixed(4) + String(failures % 100).padStart(2, "0");
  whispered(channel).push({ ts, user: "USLACKBOT", text: text.replaceAll("<", "&lt;"), is_ephemeral: true, failed: true });
}

export class Composer {
  // `place` is {channel, name, thread}; `sent` is called when something leaves, and again with true when a failure is to be shown.
  constructor(place, sent) {
    this.place = place;
    this.sent = sent;
    this.recalled = -1;
    const hint = uid("hint");
    const what = place.thread ? `Reply in ${place.name}` : `Message ${place.name}`;
    this.box = el("textarea", {
      class: "composer-box", rows: 1, "aria-label": what, "aria-describedby": hint,
      data: { testid: place.thread ? "thread-composer" : "composer", focusKey: "composer" },
      placeholder: place.thread ? "Reply…" : `${what}${matchMedia("(min-width: 700px)").matches ? ", or type a /command" : ""}`, autocomplete: "off", spellcheck: "true",
      on: {
        input: () => this.typed(),
        keydown: (event) => this.key(event),
        blur: () => setTimeout(() => { if (document.activeElement !== this.box) this.choices.show([]); }, 150),
      },
    });
    this.files = el("input", {
      type: "file", multiple: true, hidden: true, "aria-label": "Files to upload", data: { testid: "upload" },
      on: { change: () => this.share([...this.files.files]) },
    });
    this.choices = new Choices(this.box, "Suggestions");
    this.status = el("span", { class: "composer-status", role: "status" });
    this.node = el("form", { class: "composer", on: { submit: (event) => { event.preventDefault(); this.send(); } } },
      this.choices.node,
      el("div", { class: "composer-frame" }, place.thread ? null : [this.plus(), this.files], this.box,
        el("button", { class: "button button-send", type: "submit", "aria-label": place.thread ? "Send reply" : "Send", data: { testid: place.thread ? "thread-send" : "send" } }, icon("send"))),
      el("div", { class: "composer-hint", id: hint }, this.status,
        el("span", { class: "composer-keys" }, "Enter sends, Shift+Enter starts a new line, @ finds people, / commands")));
  }

  plus() {
    const anchor = el("button", {
      class: "button-plain button-plus", type: "button", "aria-label": "Files, shortcuts and commands", "aria-haspopup": "menu",
      "aria-expanded": "false", data: { testid: "shortcuts" }, on: { click: () => menu(anchor, this.offers(), "Files, shortcuts and commands") },
    }, icon("plus"));
    return anchor;
  }

  offers() {
    const commands = state.app.commands.map((command) => ({
      label: command.line, note: command.hint, node: icon("slash"), data: { command: command.line },
      pick: () => { this.write(`${command.line} `); },
    }));
    const attach = { label: "Upload a file", note: "From your computer", node: icon("file"), data: { choice: "upload" }, pick: () => this.files.click() };
    return [attach, ...globalShortcuts(), ...commands];
  }

  async share(files) {
    for (const file of files) {
      this.status.textContent = `${file.name} …`;
      try {
        await keep(file, this.place.channel);
        this.sent();
      } catch (error) {
        this.fail(error.message);
      }
    }
    this.status.textContent = "";
    this.files.value = "";
  }

  write(text) {
    this.box.value = text;
    this.box.setSelectionRange(text.length, text.length);
    this.box.focus();
    this.typed();
  }

  async send() {
    const text = this.box.value.trim();
    if (!text) return;
    const { channel, thread } = this.place;
    state.history.push(text);
    this.recalled = -1;
    this.box.value = "";
    this.typed();
    this.sent();
    const command = text.startsWith("/");
    if (command && thread) return this.fail(`${text.split(" ")[0]} is not supported in threads. Sorry!`);
    this.status.textContent = command ? `${text} …` : "";
    const result = await act(command ? "command" : "say",
      { user: state.userId, channel, text, ...(thread ? { thread_ts: thread } : {}) });
    this.status.textContent = "";
    if (command && result.failure) this.fail(result.failure);
  }

  fail(text) {
    if (this.place.thread) {
      this.status.textContent = text;
      return;
    }
    slackbotSays(this.place.channel, text);
    this.sent(true);
  }

  typed() {
    this.box.style.height = "auto";
    this.box.style.height = `${Math.min(this.box.scrollHeight, TALLEST)}px`;
    const { items, ...how } = completions(this.box.value, this.box.selectionStart, (change) => {
      const at = this.box.selectionStart;
      const before = change(this.box.value.slice(0, at));
      const after = this.box.value.slice(at);
      this.write(before + after);
      this.box.setSelectionRange(before.length, before.length);
    });
    this.choices.show(items, how);
  }

  key(event) {
    if (event.isComposing || this.choices.key(event)) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.send();
    } else if ((event.key === "ArrowUp" || event.key === "ArrowDown") && (!this.box.value || this.recalled >= 0)) {
      this.recall(event);
    }
  }

  recall(event) {
    const next = this.recalled < 0 ? state.history.length - 1 : this.recalled + (event.key === "ArrowUp" ? -1 : 1);
    if (next < 0 || !state.history.length) return;
    event.preventDefault();
    this.recalled = next < state.history.length ? next : -1;
    this.box.value = state.history[next] ?? "";
    this.choices.show([]);
  }
}
