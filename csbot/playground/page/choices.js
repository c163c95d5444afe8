// A list beside a text box: the box keeps the focus, the list shows what would be taken.

import { announce, el, uid } from "./dom.js";

// Items are {label, note, usage, node, group, data, pick}. Unless eager, Enter takes nothing until an arrow marks one.
export class Choices {
  constructor(box, label) {
    this.box = box;
    this.items = [];
    this.active = -1;
    this.node = el("div", { class: "choices-list", role: "listbox", tabindex: 0, id: uid("choices"), "aria-label": label, hidden: true,
      on: { focus: () => this.box.focus() } });
    box.setAttribute("aria-controls", this.node.id);
    box.setAttribute("aria-autocomplete", "list");
  }

  get open() {
    return this.items.length > 0;
  }

  get label() {
    return this.node.getAttribute("aria-label");
  }

  show(items, { label = this.label, eager = true } = {}) {
    if (items.length && items.length !== this.items.length) announce(`${label}: ${items.length}`);
    this.items = items;
    this.node.hidden = !items.length;
    this.node.setAttribute("aria-label", label);
    let group = "";
    this.node.replaceChildren(...items.flatMap((item, index) => {
      const heading = item.group && item.group !== group ? [el("div", { class: "option-group" }, item.group)] : [];
      group = item.group;
      return [...heading, this.option(item, index)];
    }));
    this.mark(eager && items.length ? 0 : -1);
  }

  option(item, index) {
    return el("div", {
      class: "option", role: "option", id: `${this.node.id}-${index}`, "aria-selected": "false", data: item.data,
      on: {
        pointerdown: (event) => event.preventDefault(), // the box keeps the focus
        click: () => this.take(item),
        pointermove: () => this.mark(index),
      },
    }, item.node, el("span", {},
      el("span", { class: "option-line" }, item.label, item.usage && el("code", {}, item.usage)),
      item.note && el("span", { class: "hint" }, item.note)));
  }

  mark(index) {
    this.active = index;
    const options = [...this.node.querySelectorAll("[role=option]")];
    options.forEach((option, at) => {
      option.classList.toggle("option-active", at === index);
      option.setAttribute("aria-selected", String(at === index));
    });
    if (!options[index]) return this.box.removeAttribute("aria-activedescendant");
    this.box.setAttribute("aria-activedescendant", options[index].id);
    options[index].scrollIntoView({ block: "nearest" });
  }

  take(item) {
    this.show([]);
    item.pick();
  }

  // Answers whether the key was for the list.
  key(event) {
    if (!this.open) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      const from = this.active < 0 && step < 0 ? 0 : this.active;
      this.mark((from + step + this.items.length) % this.items.length);
    } else if (event.key === "Escape") this.show([]);
    else if (event.key === "Tab" && !event.shiftKey) this.take(this.items[Math.max(this.active, 0)]);
    else if (event.key === "Enter" && !event.shiftKey && this.active >= 0) this.take(this.items[this.active]);
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  }
}
