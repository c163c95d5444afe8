// Blocks of messages, modals and Homes. `place` says where they are and what happens when something is used.

import { control } from "./elements.js";
import { el, icon, uid } from "./dom.js";
import { mrkdwn, plainText, textNodes } from "./mrkdwn.js";
import { richText } from "./rich_text.js";

function image(block, kind) {
  const shared = block.slack_file;
  const source = block.image_url || shared?.url || (shared ? `/files-pri/${shared.id}/picture` : "");
  return el("img", { class: kind, src: source, alt: block.alt_text, loading: "lazy" });
}

function section(block, place) {
  return el("div", { class: "section" },
    el("div", { class: "section-body" },
      block.text && el("div", { class: "section-text" }, textNodes(block.text)),
      block.fields && el("div", { class: "fields" }, block.fields.map((field) => el("div", { class: "field" }, textNodes(field))))),
    block.accessory && el("div", { class: "accessory" },
      block.accessory.type === "image" ? image(block.accessory, "thumbnail") : control(block.accessory, block, place)));
}

function context(block) {
  return el("div", { class: "context" }, block.elements.map((element) =>
    element.type === "image" ? image(element, "context-image") : el("span", { class: "context-text" }, textNodes(element))));
}

function input(block, place) {
  const label = uid("label");
  const id = uid("control");
  const several = ["checkboxes", "radio_buttons"].includes(block.element.type); // each with a label of its own
  const note = uid("note");
  const error = place.errors?.[block.block_id];
  const described = [error && `${note}-error`, block.hint && `${note}-hint`].filter(Boolean).join(" ");
  return el("div", { class: error ? "input input-wrong" : "input" },
    el(several ? "div" : "label", { class: "label", id: label, for: several ? null : id }, plainText(block.label),
      block.optional && el("span", { class: "optional" }, " (optional)")),
    control(block.element, block, place, { label, control: id, described, required: !block.optional, wrong: Boolean(error) }),
    error && el("div", { class: "field-error", id: `${note}-error`, role: "alert", data: { testid: "field-error" } }, error),
    block.hint && el("div", { class: "hint", id: `${note}-hint` }, plainText(block.hint)));
}

function table(block) {
  const cell = (item) => (item.type === "rich_text" ? richText(item) : item.text ?? String(item.value ?? ""));
  const align = (index) => `align-${block.column_settings?.[index]?.align || "left"}`;
  const [head, ...rows] = block.rows;
  return el("div", { class: "table-frame", tabindex: 0, role: "region", "aria-label": "Table" },
    el("table", {},
      el("thead", {}, el("tr", {}, head.map((item, index) => el("th", { scope: "col", class: align(index) }, cell(item))))),
      el("tbody", {}, rows.map((row) => el("tr", {}, row.map((item, index) => el("td", { class: align(index) }, cell(item))))))));
}

// Enough of Markdown to read it by: headings, lists, quotes and code, on top of what mrkdwn knows.
function markdown(text) {
  const toMrkdwn = text
    .replace(/^#{1,6}\s+(.*)$/gm, "*$1*")
    .replace(/\*\*(.+?)\*\*/g, "*$1*")
    .replace(/^\s*[-*]\s+/gm, "• ")
    .replace(/\[([^\]]+)\]\((https?:[^)\s]+)\)/g, "<$2|$1>");
  return el("div", { class: "section-text" }, mrkdwn(toMrkdwn));
}

function card(block, place) {
  return el("div", { class: "card" },
    block.hero_image && image(block.hero_image, "hero"),
    el("div", { class: "card-head" },
      block.icon && image(block.icon, "context-image"),
      el("div", {},
        block.title && el("div", { class: "card-title" }, textNodes(block.title)),
        block.subtitle && el("div", { class: "hint" }, textNodes(block.subtitle)))),
    block.body && el("div", {}, textNodes(block.body)),
    block.actions && el("div", { class: "actions" }, block.actions.map((element) => control(element, block, place))));
}

function container(block, place) {
  const inner = el("div", {}, renderBlocks(block.child_blocks || [], place));
  const head = [block.title && el("b", {}, textNodes(block.title)), block.subtitle && el("span", { class: "hint" }, textNodes(block.subtitle))];
  if (!block.is_collapsible) return el("div", { class: "card card-wide" }, head, inner);
  return el("details", { class: "card card-wide", open: !block.default_collapsed }, el("summary", {}, head), inner);
}

function taskCard(task) {
  return el("div", { class: "card card-wide" },
    el("div", { class: "card-head" }, el("span", { class: "card-title" }, task.title), task.status && el("span", { class: "badge" }, task.status.replaceAll("_", " "))),
    task.details && richText(task.details), task.output && richText(task.output));
}

const KINDS = {
  section,
  context,
  input,
  table,
  card,
  divider: () => el("hr", { class: "divider" }),
  header: (block, place) => el(place.heading || "h2", { class: "header" }, textNodes(block.text)),
  image: (block) => el("figure", { class: "picture" },
    block.title && el("figcaption", {}, plainText(block.title)), image(block, "wide")),
  actions: (block, place) => el("div", { class: "actions" }, block.elements.map((element) => control(element, block, place))),
  context_actions: (block, place) =>
    el("div", { class: "actions" }, block.elements.map((element) => control(element, block, place))),
  rich_text: richText,
  container,
  task_card: taskCard,
  plan: (block) => el("div", {}, el("b", {}, block.title), (block.tasks || []).map(taskCard)),
  file: (block) => el("span", { class: "file-card" }, icon("file"), el("span", { class: "card-title" }, block.external_id)),
  markdown: (block) => markdown(block.text),
  alert: (block) => el("div", { class: `alert alert-${block.level || "default"}`, role: "note" }, textNodes(block.text)),
  carousel: (block, place) => el("div", { class: "carousel" }, block.elements.map((item) => card(item, place))),
  video: (block) => el("figure", { class: "picture" }, el("figcaption", {}, plainText(block.title)),
    image({ image_url: block.thumbnail_url, alt_text: block.alt_text }, "wide")),
};

export function renderBlocks(blocks, place) {
  return blocks.map((block) => {
    const make = KINDS[block.type];
    const inner = make ? make(block, place) : el("div", { class: "hint" }, `(${block.type})`);
    return el("div", { class: `block block-${block.type}`, data: { blockId: block.block_id || "" } }, inner);
  });
}
