// Slack's mrkdwn as nodes: *bold* _italic_ ~strike~ `code` ```blocks``` > quotes, mentions, links, dates, emoji.

import { slackDate } from "./dates.js";
import { el } from "./dom.js";
import { withEmoji } from "./emoji.js";
import { channelName, groupName, nameOf, state } from "./state.js";

export const unescaped = (text) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");

export function link(url, text) {
  return el("a", { href: /^(https?:|mailto:|tel:)/i.test(url) ? url : null, target: "_blank", rel: "noopener" }, text || url);
}

export function mention(id) {
  return el("span", { class: id === state.me.id ? "mention mention-me" : "mention" }, `@${nameOf(id)}`);
}

function token(inner) {
  const [target, label = ""] = inner.split(/\|(.*)/s);
  if (target.startsWith("@")) return mention(target.slice(1));
  if (target.startsWith("#")) return el("span", { class: "mention" }, `#${label || channelName(target.slice(1))}`);
  if (target.startsWith("!date^")) {
    const [, seconds, pattern, url] = target.split("^");
    const moment = new Date(Number(seconds) * 1000);
    const text = unescaped(slackDate(seconds, pattern || "", label));
    const node = el("time", { datetime: Number.isNaN(moment.getTime()) ? null : moment.toISOString() }, text);
    return url ? link(unescaped(url), node) : node;
  }
  if (target.startsWith("!subteam")) return el("span", { class: "mention" }, label || groupName(target.split("^")[1]));
  if (target.startsWith("!")) return el("span", { class: "mention mention-me" }, `@${label || target.slice(1)}`);
  return link(unescaped(target), withEmoji(unescaped(label)) || unescaped(target).replace(/^mailto:/, ""));
}

const EDGE = "(?<![\\p{L}\\p{N}])";
const END = "(?![\\p{L}\\p{N}])";
const RULES = [
  [/`([^`\n]+)`/u, (match) => el("code", {}, unescaped(match[1]))],
  [/<([^<>\n]+)>/u, (match) => token(match[1])],
  [new RegExp(`${EDGE}\\*(?!\\s)([^*\\n]+?)(?<!\\s)\\*${END}`, "u"), (match) => el("b", {}, inline(match[1]))],
  [new RegExp(`${EDGE}_(?!\\s)([^_\\n]+?)(?<!\\s)_${END}`, "u"), (match) => el("i", {}, inline(match[1]))],
  [new RegExp(`${EDGE}~(?!\\s)([^~\\n]+?)(?<!\\s)~${END}`, "u"), (match) => el("s", {}, inline(match[1]))],
  [/https?:\/\/[^\s<>|]+[^\s<>|.,;:!?)]/u, (match) => link(unescaped(match[0]))],
];

// The earliest mark wins; what is inside code or a token is not read again.
export function inline(text) {
  const nodes = [];
  let rest = text;
  while (rest) {
    let best = null;
    for (const [pattern, make] of RULES) {
      const match = pattern.exec(rest);
      if (match && (!best || match.index < best.match.index)) best = { match, make };
    }
    if (!best) break;
    if (best.match.index) nodes.push(withEmoji(unescaped(rest.slice(0, best.match.index))));
    nodes.push(best.make(best.match));
    rest = rest.slice(best.match.index + best.match[0].length);
  }
  if (rest) nodes.push(withEmoji(unescaped(rest)));
  return nodes;
}

function lines(text) {
  const nodes = [];
  let quote = null;
  text.split("\n").forEach((line, index, all) => {
    const quoted = /^(?:&gt;|>)\s?(.*)$/.exec(line);
    if (quoted) {
      if (!quote) nodes.push((quote = el("blockquote")));
      else quote.append(el("br"));
      quote.append(...inline(quoted[1]));
      return;
    }
    quote = null;
    nodes.push(...inline(line));
    if (index < all.length - 1) nodes.push(el("br"));
  });
  return nodes;
}

export function mrkdwn(text) {
  return text.split(/```\n?/).flatMap((part, index) =>
    index % 2 ? [el("pre", {}, unescaped(part.replace(/\n$/, "")))] : lines(part));
}

// A text object of either type.
export function textNodes(object) {
  if (!object) return [];
  if (typeof object === "string") return mrkdwn(object);
  return object.type === "mrkdwn" ? mrkdwn(object.text) : plainNodes(object.text);
}

export function plainNodes(text) {
  return withEmoji(text).split("\n").flatMap((line, index) => (index ? [el("br"), line] : [line]));
}

export const plainText = (object) => (object ? withEmoji(object.type === "mrkdwn" ? unescaped(object.text) : object.text) : "");
