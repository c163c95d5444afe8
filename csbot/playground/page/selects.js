// Selects of every kind: a combobox with a list that is searched by typing; external ones ask the app.

import { el, icon, uid } from "./dom.js";
import { plainText, textNodes } from "./mrkdwn.js";
import { closePopup, openPopup, popupIsOpen, settle } from "./popups.js";
import { conversationName, nameOf, state } from "./state.js";

const simple = (value, label, note = "") => ({ value, raw: value, label, note });
const fromOption = (option, group = "") =>
  ({ value: option.value, raw: option, label: plainText(option.text), note: plainText(option.description), group, nodes: option.text });

function people() {
  return [...state.people.values()].filter((one) => !one.deleted && !one.is_bot)
    .map((one) => simple(one.id, one.real_name, one.title));
}

const named = (channel) => simple(channel.id, conversationName(channel.id));
const channels = () => state.channels.filter((channel) => !channel.is_group).map(named);

// Which of one's conversations an element's filter lets through; their ids, direct ones too, are channels' ids.
function conversations({ filter = {} }) {
  const wanted = filter.include || ["public", "im", "mpim"];
  const fits = (channel) => wanted.includes(channel.is_group ? "mpim" : "public")
    && !(filter.exclude_external_shared_channels && channel.shared_with.length);
  const app = state.app.dm && wanted.includes("im") && !filter.exclude_bot_users ? [simple(state.app.dm, state.app.name)] : [];
  return [...state.channels.filter(fits).map(named), ...app];
}

function listed(options = [], groups = []) {
  return [...options.map((option) => fromOption(option)),
    ...groups.flatMap((group) => group.options.map((option) => fromOption(option, plainText(group.label))))];
}

const matches = (item, words) => words.every((word) => `${item.label} ${item.note}`.toLocaleLowerCase().includes(word));

function source(wired) {
  const { element, block, place } = wired;
  const kind = element.type.replace(/^multi_/, "");
  if (kind === "external_select") {
    return async (typed) => {
      if (typed.length < (element.min_query_length ?? 3)) return { hint: "Type to search" };
      const result = await place.suggest({ action_id: element.action_id, block_id: block.block_id, value: typed });
      if (result.failure) return { hint: "We could not load the options. Try again?" };
      return { items: listed(result.ack.options, result.ack.option_groups) };
    };
  }
  const all = { users_select: people, channels_select: channels, conversations_select: conversations }[kind]
    || (() => listed(element.options, element.option_groups));
  return async (typed) => {
    const words = typed.toLocaleLowerCase().split(/\s+/).filter(Boolean);
    return { items: all(element).filter((item) => matches(item, words)) };
  };
}

function labelOf(raw, wired) {
  if (raw && typeof raw === "object") return plainText(raw.text);
  const known = listed(wired.element.options, wired.element.option_groups).find((item) => item.value === raw);
  if (known) return known.label;
  const conversation = raw === state.app.dm || state.channels.some((one) => one.id === raw);
  return conversation ? conversationName(raw) : nameOf(raw);
}

const valueOf = (raw) => (raw && typeof raw === "object" ? raw.value : raw);

class Combobox {
  constructor(wired, described) {
    this.wired = wired;
    this.several = wired.element.type.startsWith("multi_");
    this.chosen = this.several ? [...(wired.value || [])] : wired.value ? [wired.value] : [];
    this.find = source(wired);
    this.items = [];
    this.active = -1;
    this.turn = 0;
    const list = uid("list");
    this.list = el("div", { role: "listbox", id: list, "aria-multiselectable": this.several ? "true" : null, class: "options" });
    this.input = el("input", {
      ...described, role: "combobox", class: "combo-input", autocomplete: "off", "aria-expanded": "false",
      "aria-controls": list, "aria-autocomplete": "list", autofocus: wired.element.focus_on_load,
      placeholder: plainText(wired.element.placeholder) || "Choose an option",
      data: { actionId: wired.element.action_id, focusKey: wired.focusKey },
      on: {
        input: () => this.search(),
        click: () => this.show(),
        keydown: (event) => this.key(event),
        blur: () => setTimeout(() => { if (document.activeElement !== this.input) this.hide(); }, 120),
      },
    });
    this.chips = el("span", { class: "chips" });
    this.node = el("span", { class: `combo ${this.several ? "combo-multi" : ""}` }, this.chips, this.input, icon("down"));
    this.node.addEventListener("click", (event) => { if (event.target.closest(".icon-down")) { this.input.focus(); this.show(); } });
    this.settleText();
  }

  settleText() {
    if (!this.several) {
      this.input.value = this.chosen.length ? labelOf(this.chosen[0], this.wired) : "";
      return;
    }
    this.input.value = "";
    this.input.placeholder = this.chosen.length ? "" : plainText(this.wired.element.placeholder) || "Choose options";
    this.chips.replaceChildren(...this.chosen.map((raw) => el("span", { class: "chip" }, labelOf(raw, this.wired),
      el("button", { type: "button", "aria-label": `Remove ${labelOf(raw, this.wired)}`, on: { click: () => this.toggle(raw) } }, "×"))));
  }

  show() {
    if (popupIsOpen(this.input)) return;
    this.list.replaceChildren();
    this.unfold();
    if (!this.several) this.input.select();
    this.search("");
  }

  unfold() {
    openPopup(this.input, this.list, () => {
      this.settleText();
      // Like Slack, tell the app of several choices once, when the list closes.
      if (this.changed) this.wired.choose([...this.chosen], this.input);
      this.changed = false;
    });
  }

  hide() {
    if (popupIsOpen(this.input)) closePopup();
  }

  async search(typed = this.input.value) {
    if (!popupIsOpen(this.input)) this.unfold();
    const turn = ++this.turn;
    if (this.wired.element.type.endsWith("external_select")) {
      this.list.replaceChildren(el("div", { class: "option-hint" }, "Searching…"));
      await new Promise((resolve) => setTimeout(resolve, 150));
      if (turn !== this.turn) return;
    }
    const { items = [], hint } = await this.find(typed.trim());
    if (turn !== this.turn) return;
    this.items = items;
    this.active = items.length ? 0 : -1;
    this.draw(hint || (items.length ? "" : "No results"));
  }

  draw(hint) {
    const selected = new Set(this.chosen.map(valueOf));
    let group = "";
    const nodes = this.items.flatMap((item, index) => {
      const heading = item.group && item.group !== group ? el("div", { class: "option-group" }, item.group) : null;
      group = item.group;
      return [heading, el("div", {
        role: "option", id: `${this.list.id}-${index}`, class: "option", data: { value: item.value },
        "aria-selected": String(selected.has(item.value)),
        on: { pointerdown: (event) => event.preventDefault(), click: () => this.pick(item), pointermove: () => this.mark(index) },
      }, el("span", {}, item.nodes ? textNodes(item.nodes) : item.label, item.note && el("span", { class: "hint" }, item.note)),
      selected.has(item.value) && icon("check"))];
    });
    this.list.replaceChildren(...nodes.filter(Boolean), ...(hint ? [el("div", { class: "option-hint" }, hint)] : []));
    this.mark(this.active);
    settle();
  }

  mark(index) {
    this.active = index;
    const options = [...this.list.querySelectorAll("[role=option]")];
    options.forEach((option, at) => option.classList.toggle("option-active", at === index));
    if (options[index]) {
      this.input.setAttribute("aria-activedescendant", options[index].id);
      options[index].scrollIntoView({ block: "nearest" });
    } else this.input.removeAttribute("aria-activedescendant");
  }

  key(event) {
    const shown = popupIsOpen(this.input);
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (!shown) this.show();
      else this.mark((this.active + (event.key === "ArrowDown" ? 1 : -1) + this.items.length) % (this.items.length || 1));
    } else if (event.key === "Enter") {
      if (shown && this.items[this.active]) this.pick(this.items[this.active]);
      else this.show();
    } else if (event.key === "Escape" && shown) {
      this.hide();
      event.stopPropagation();
    } else if (event.key === "Backspace" && this.several && !this.input.value && this.chosen.length) {
      this.toggle(this.chosen.at(-1));
    } else return;
    event.preventDefault();
  }

  pick(item) {
    if (this.several) return this.toggle(item.raw);
    this.chosen = [item.raw];
    closePopup();
    this.wired.choose(item.raw, this.input);
  }

  toggle(raw) {
    const without = this.chosen.filter((one) => valueOf(one) !== valueOf(raw));
    const most = this.wired.element.max_selected_items;
    if (without.length === this.chosen.length && most && this.chosen.length >= most) return;
    this.chosen = without.length < this.chosen.length ? without : [...this.chosen, raw];
    this.settleText();
    this.wired.enter([...this.chosen]);
    this.changed = true;
    if (popupIsOpen(this.input)) this.draw("");
    else {
      this.changed = false;
      this.wired.choose([...this.chosen], this.input);
    }
  }
}

export const select = (wired, described) => new Combobox(wired, described).node;
