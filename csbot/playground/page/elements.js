// Interactive elements. What is chosen or typed goes into `place.entered` and, outside plain inputs, to the app.

import { confirmed } from "./confirm.js";
import { announce, el, icon } from "./dom.js";
import { fromLocalInput, toLocalInput } from "./dates.js";
import { plainText, textNodes } from "./mrkdwn.js";
import { overflow } from "./menus.js";
import { select } from "./selects.js";
import { fileInput } from "./uploads.js";

const TYPED = {
  plain_text_input: "text", email_text_input: "email", url_text_input: "url", number_input: "text", rich_text_input: "text",
};

// What an element holds before anybody touches it, in the raw form the driver takes.
function initial(element) {
  const key = Object.keys(element).find((name) => name.startsWith("initial_"));
  return key ? element[key] : null;
}

const kinds = new WeakMap(); // the inputs of a block → action id → the type of element that was used

const optionsOf = ({ options, option_groups: groups = [] }) => options || groups.flatMap((group) => group.options);

// What was entered stays when a view is drawn anew, but for an element that has become another or offers it no more.
function kept({ action_id: id, type, ...element }, inputs) {
  if (!inputs || !(id in inputs)) return false;
  const offered = type.endsWith("static_select") || type === "radio_buttons" || type === "checkboxes"
    ? new Set(optionsOf(element).map((option) => option.value)) : null;
  const chosen = [inputs[id]].flat().filter((raw) => raw !== null).map((raw) => raw.value ?? raw);
  if (kinds.get(inputs)?.[id] === type && (!offered || chosen.every((value) => offered.has(value)))) return true;
  delete inputs[id];
  return false;
}

// The wiring between one element and its place.
function wire(element, block, place, field = {}) {
  const entered = place.entered[block.block_id];
  const value = kept(element, entered) ? entered[element.action_id] : initial(element);
  const speaks = block.type !== "input" || Boolean(block.dispatch_action);
  return {
    element, block, place, field, value,
    focusKey: `${block.block_id}/${element.action_id}`,
    enter(raw) {
      const inputs = place.entered[block.block_id] ||= {};
      inputs[element.action_id] = raw;
      kinds.set(inputs, { ...kinds.get(inputs), [element.action_id]: element.type });
    },
    async choose(raw, node) {
      this.enter(raw);
      if (speaks) await use(this, raw, node);
    },
    speaks,
  };
}

async function use(wired, raw, node) {
  const { element, block, place } = wired;
  if (element.confirm && !(await confirmed(element.confirm, element.style))) return;
  const frame = node.closest(".control");
  frame.querySelector(".click-error")?.remove();
  node.setAttribute("aria-busy", "true");
  const result = await place.act({ action_id: element.action_id, block_id: block.block_id, value: raw });
  node.removeAttribute("aria-busy");
  if (result.failure) {
    frame.append(el("span", { class: "click-error", role: "alert" }, icon("warning"), result.failure));
    announce(result.failure);
  }
}

function button(wired) {
  const { element } = wired;
  const attributes = {
    class: `button ${element.style ? `button-${element.style}` : ""}`,
    "aria-label": element.accessibility_label,
    data: { actionId: element.action_id, value: element.value ?? "", focusKey: `${wired.focusKey}/${element.value ?? ""}` },
    on: {
      click: (event) => {
        if (event.currentTarget.getAttribute("aria-busy")) return;
        use(wired, element.value ?? null, event.currentTarget);
      },
    },
  };
  if (element.url) return el("a", { ...attributes, href: element.url, target: "_blank", rel: "noopener" }, plainText(element.text));
  return el("button", { ...attributes, type: "button" }, plainText(element.text));
}

const describe = ({ field }, text) => ({
  id: field.control || null,
  "aria-labelledby": field.label || null,
  "aria-label": field.label ? null : text,
  "aria-describedby": field.described || null,
  "aria-required": field.required ? "true" : null,
  "aria-invalid": field.wrong ? "true" : null,
});

function typed(wired) {
  const { element } = wired;
  const several = element.multiline || element.type === "rich_text_input";
  const sends = (element.dispatch_action_config?.trigger_actions_on || ["on_enter_pressed"]);
  const node = el(several ? "textarea" : "input", {
    ...describe(wired, plainText(element.placeholder)),
    class: "text-input",
    type: several ? null : TYPED[element.type],
    inputmode: element.type === "number_input" ? (element.is_decimal_allowed ? "decimal" : "numeric") : null,
    rows: several ? 4 : null,
    placeholder: plainText(element.placeholder) || null,
    minlength: element.min_length,
    maxlength: element.max_length,
    autofocus: element.focus_on_load,
    autocomplete: "off",
    data: { actionId: element.action_id, focusKey: wired.focusKey },
    on: {
      input: (event) => {
        wired.enter(event.target.value);
        if (wired.speaks && sends.includes("on_character_entered")) use(wired, event.target.value, event.target);
      },
      keydown: (event) => {
        if (event.key !== "Enter" || several || event.isComposing) return;
        event.preventDefault();
        if (wired.speaks && sends.includes("on_enter_pressed")) use(wired, event.target.value, event.target);
        else wired.place.submit?.();
      },
    },
  });
  node.value = typeof wired.value === "string" ? wired.value : "";
  return node;
}

function picker(wired, type, toInput, fromInput) {
  const { element } = wired;
  const fallback = { date: "Pick a date", time: "Pick a time", "datetime-local": "Pick a date and time" }[type];
  const node = el("input", {
    ...describe(wired, plainText(element.placeholder) || fallback),
    class: "text-input picker", type, autofocus: element.focus_on_load,
    data: { actionId: element.action_id, focusKey: wired.focusKey },
    on: {
      change: (event) => {
        const text = event.target.value;
        // While a year is typed digit by digit the field already reports the years 2, 20 and 202.
        if (type !== "time" && text && Number(text.slice(0, 4)) < 1900) return;
        wired.choose(text ? fromInput(text) : null, event.target);
      },
    },
  });
  node.value = wired.value === null || wired.value === "" ? "" : toInput(wired.value);
  return node;
}

function choices(wired, type) {
  const { element } = wired;
  const several = type === "checkbox";
  const valueOf = (item) => (item && typeof item === "object" ? item.value : item);
  const chosen = new Set((several ? wired.value || [] : [wired.value]).map(valueOf));
  const name = `${wired.place.key}/${wired.focusKey}`;
  const described = describe(wired, "Options");
  // A group of checkboxes can be neither required nor invalid; its boxes say so.
  if (several) described["aria-required"] = described["aria-invalid"] = null;
  described.id = null;
  const frame = el("div", { ...described, role: several ? "group" : "radiogroup", class: "choices" });
  const changed = (event) => {
    const values = [...frame.querySelectorAll("input:checked")].map((box) => box.value);
    wired.choose(several ? values : values[0] ?? null, event.target);
  };
  frame.append(...element.options.map((option) => el("label", { class: "choice" },
    el("input", {
      type, name, value: option.value, checked: chosen.has(option.value), on: { change: changed },
      "aria-invalid": wired.field.wrong ? "true" : null, "aria-describedby": wired.field.described || null,
      data: { actionId: element.action_id, focusKey: `${wired.focusKey}/${option.value}` },
    }),
    el("span", {}, textNodes(option.text), option.description && el("span", { class: "hint" }, textNodes(option.description))))));
  return frame;
}

function iconButton(wired) {
  const { element } = wired;
  return el("button", {
    class: "button", type: "button", "aria-label": element.accessibility_label, data: { actionId: element.action_id, value: element.value ?? "", focusKey: wired.focusKey },
    on: { click: (event) => use(wired, element.value ?? null, event.currentTarget) },
  }, icon(element.icon === "trash" ? "trash" : "dots"), plainText(element.text));
}

function feedback(wired) {
  const { element } = wired;
  return el("span", { class: "actions" }, [element.positive_button, element.negative_button].map((one) => el("button", {
    class: "button", type: "button", "aria-label": one.accessibility_label,
    data: { actionId: element.action_id, value: one.value, focusKey: `${wired.focusKey}/${one.value}` },
    on: { click: (event) => use(wired, one.value, event.currentTarget) },
  }, plainText(one.text))));
}

const same = (value) => value;

const KINDS = {
  button,
  workflow_button: button,
  icon_button: iconButton,
  feedback_buttons: feedback,
  overflow: (wired) => overflow(wired, (raw, node) => use(wired, raw, node)),
  file_input: (wired) => fileInput(wired, describe(wired, "Files")),
  checkboxes: (wired) => choices(wired, "checkbox"),
  radio_buttons: (wired) => choices(wired, "radio"),
  datepicker: (wired) => picker(wired, "date", same, same),
  timepicker: (wired) => picker(wired, "time", same, same),
  datetimepicker: (wired) => picker(wired, "datetime-local", toLocalInput, fromLocalInput),
};

export function control(element, block, place, field) {
  const wired = wire(element, block, place, field);
  const make = KINDS[element.type] || (element.type in TYPED ? typed : null);
  const node = make ? make(wired) : element.type.endsWith("_select") ? select(wired, describe(wired, plainText(element.placeholder) || "Choose")) : null;
  return el("span", { class: `control control-${element.type}` }, node || el("span", { class: "hint" }, `(${element.type})`));
}
