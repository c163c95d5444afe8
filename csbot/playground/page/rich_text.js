// rich_text blocks.

import { slackDate } from "./dates.js";
import { el } from "./dom.js";
import { emoji } from "./emoji.js";
import { link, mention } from "./mrkdwn.js";
import { channelName, groupName } from "./state.js";

const STYLES = [["code", "code"], ["bold", "b"], ["italic", "i"], ["strike", "s"], ["underline", "u"]];

function part(item) {
  switch (item.type) {
    case "text":
      return item.text.split("\n").flatMap((line, index) => (index ? [el("br"), line] : [line]));
    case "link":
      return link(item.url, item.text);
    case "emoji":
      return item.unicode ? String.fromCodePoint(...item.unicode.split("-").map((code) => parseInt(code, 16))) : emoji(item.name);
    case "user":
      return mention(item.user_id);
    case "channel":
      return el("span", { class: "mention" }, `#${channelName(item.channel_id)}`);
    case "broadcast":
      return el("span", { class: "mention mention-me" }, `@${item.range}`);
    case "usergroup":
      return el("span", { class: "mention" }, groupName(item.usergroup_id));
    case "date":
      return el("time", {}, slackDate(item.timestamp, item.format, item.fallback || ""));
    case "color":
      return el("code", {}, item.value);
    default:
      return "";
  }
}

const styled = (item) => STYLES.reduce((inner, [name, tag]) => (item.style?.[name] ? el(tag, {}, inner) : inner), part(item));
const parts = (element) => element.elements.map(styled);

function list(element) {
  const ordered = element.style === "ordered";
  return el(ordered ? "ol" : "ul",
    { class: `rich-list indent-${element.indent || 0}`, start: ordered && element.offset ? element.offset + 1 : null },
    element.elements.map((item) => el("li", {}, parts(item))));
}

export function richText(block) {
  return el("div", { class: "rich-text" }, block.elements.map((element) => {
    switch (element.type) {
      case "rich_text_list":
        return list(element);
      case "rich_text_quote":
        return el("blockquote", {}, parts(element));
      case "rich_text_preformatted":
        return el("pre", {}, parts(element));
      default:
        return el("div", { class: "rich-section" }, parts(element));
    }
  }));
}
