// Where one types: messages and /commands, @names completed, what was sent before with the arrow up.

import { act } from "./api.js";
import { el, icon, uid } from "./dom.js";
import { state, whispered } from "./state.js";

let failures = 0;

function slackbotSays(channel, text) {
  failures += 1;
  const now = (Date.now() / 1000 + state.offsetSeconds).toFixed(4) + String(failures % 100).padStart(2, "0");
  whispered(channel).push({ ts: now, user: "USLACKBOT", text: text.replaceAll("<", "&lt;"), is_ephemeral: true, failed: true });
}

export class Composer {
  constructor(channel, name, redraw) {
    this.channel = channel;
    this.redraw = redraw;
    this.recalled = -1;
    const hint = uid("hint");
    this.box = el("textarea", {
      class: "composer-box", rows: 1, "aria-label": `Message ${name}`, "aria-describedby": hint, data: { testid: "composer" },
      placeholder: `Message ${name}, or type a /command`, autocomplete: "off", spellcheck: "true",
      on: { input: () => this.typed(), keydown: (event) => this.key(event), blur: () => setTimeout(() => this.suggest([]), 150) },
    });
    this.names = el("div", { class: "mentions", role: "listbox", "aria-label": "People", hidden: true });
    this.status = el("span", { class: "composer-status", role: "status" });
    this.node = el("form", { class: "composer", on: { submit: (event) => { event.preventDefault(); this.send(); } } },
      this.names,
      el("div", { class: "composer-frame" }, this.box,
        el("button", { class: "button button-send", type: "submit", "aria-label": "Send", data: { testid: "send" } }, icon("send"))),
      el("div", { class: "composer-hint", id: hint }, this.status, el("span", {}, "Enter sends, Shift+Enter starts a new line, @ finds people")));
  }

  async send() {
    const text = this.box.value.trim();
    if (!text) return;
    state.history.push(text);
    this.recalled = -1;
    this.box.value = "";
    this.typed();
    const command = text.startsWith("/");
    this.status.textContent = command ? `${text} …` : "";
    const result = await act(command ? "command" : "say", { user: state.userId, channel: this.channel, text });
    this.status.textContent = "";
    if (command && result.failure) {
      slackbotSays(this.channel, result.failure);
      this.redraw();
    }
  }

  typed() {
    this.box.style.height = "auto";
    this.box.style.height = `${Math.min(this.box.scrollHeight, 180)}px`;
    const match = /(^|\s)@([a-z.]*)$/i.exec(this.box.value.slice(0, this.box.selectionStart));
    const wanted = match?.[2].toLowerCase();
    const fits = (one) => [one.name, ...one.real_name.toLowerCase().split(" ")].some((word) => word.startsWith(wanted));
    const people = [...state.people.values()].filter((one) => !one.deleted && one.id !== "USLACKBOT");
    this.suggest(match ? people.filter(fits).slice(0, 8) : []);
  }

  suggest(found) {
    this.found = found;
    this.active = 0;
    this.names.hidden = !found.length;
    this.names.replaceChildren(...found.map((one, index) => el("div", {
      class: `option ${index ? "" : "option-active"}`, role: "option", "aria-selected": String(!index),
      on: { pointerdown: (event) => { event.preventDefault(); this.complete(one); } },
    }, el("img", { class: "avatar avatar-small", src: `/page/people/${one.id}.svg`, alt: "" }),
    el("span", {}, one.real_name, el("span", { class: "hint" }, `@${one.name}`)))));
  }

  complete(one) {
    const at = this.box.selectionStart;
    const before = this.box.value.slice(0, at).replace(/@[a-z.]*$/i, `@${one.name} `);
    this.box.value = before + this.box.value.slice(at);
    this.box.setSelectionRange(before.length, before.length);
    this.suggest([]);
    this.box.focus();
  }

  key(event) {
    if (event.isComposing) return;
    if (this.found?.length && this.keyInNames(event)) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.send();
    } else if ((event.key === "ArrowUp" || event.key === "ArrowDown") && (!this.box.value || this.recalled >= 0)) {
      const next = this.recalled < 0 ? state.history.length - 1 : this.recalled + (event.key === "ArrowUp" ? -1 : 1);
      if (next < 0 || !state.history.length) return;
      event.preventDefault();
      this.recalled = next < state.history.length ? next : -1;
      this.box.value = state.history[next] ?? "";
    }
  }

  keyInNames(event) {
    if (event.key === "Enter" || event.key === "Tab") this.complete(this.found[this.active]);
    else if (event.key === "Escape") this.suggest([]);
    else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      this.active = (this.active + (event.key === "ArrowDown" ? 1 : -1) + this.found.length) % this.found.length;
      [...this.names.children].forEach((option, index) => {
        option.classList.toggle("option-active", index === this.active);
        option.setAttribute("aria-selected", String(index === this.active));
      });
    } else return false;
    event.preventDefault();
    return true;
  }
}
