// What may complete what is typed: people after @, commands and shortcuts after /.

import { appFace, face } from "./faces.js";
import { globalShortcuts } from "./shortcuts.js";
import { state } from "./state.js";

const MENTION = /(^|\s)@([\p{L}.]*)$/iu;

function peopleFor(wanted) {
  const fits = (one) => [one.name, ...one.real_name.toLocaleLowerCase().split(" ")].some((word) => word.startsWith(wanted));
  return [...state.people.values()].filter((one) => !one.deleted && one.id !== "USLACKBOT" && fits(one)).slice(0, 8);
}

function mentions(wanted, insert) {
  const items = peopleFor(wanted.toLocaleLowerCase()).map((one) => ({
    label: one.real_name, note: `@${one.name}`, node: face(one.id), pick: () => insert((before) => before.replace(MENTION, `$1@${one.name} `)),
  }));
  return { items, label: "People", eager: true };
}

// Typed on past "/cs tasks", that command stays in sight as a reminder of what may follow.
function fits(command, typed) {
  const written = typed.toLowerCase().replace(/\s+/g, " ");
  return command.line.toLowerCase().startsWith(written.trimEnd())
    || (command.usage && command.line.includes(" ") && written.startsWith(`${command.line.toLowerCase()} `));
}

function commands(typed, insert) {
  const { commands: known, name } = state.app;
  const items = known.filter((command) => fits(command, typed)).map((command) => ({
    label: command.line, usage: command.usage, note: command.hint, node: appFace(), group: name,
    pick: () => insert((before) => (before.toLowerCase().startsWith(`${command.line.toLowerCase()} `) ? before : `${command.line} `)),
  }));
  const words = typed.slice(1).toLocaleLowerCase();
  const shortcuts = globalShortcuts().filter((one) => one.label.toLocaleLowerCase().includes(words));
  const began = known.some((command) => `${typed} `.toLowerCase().startsWith(`${command.line.toLowerCase()} `));
  items.push(...shortcuts.map((one) => ({ ...one, group: "Shortcuts", pick: () => { insert(() => ""); one.pick(); } })));
  return { items, label: "Commands and shortcuts", eager: !began };
}

// `insert` is given a function from the text before the caret to its replacement.
export function completions(text, caret, insert) {
  const before = text.slice(0, caret);
  const mention = MENTION.exec(before);
  if (mention) return mentions(mention[2], insert);
  if (/^\/[^\n]*$/.test(text) && caret === text.length) return commands(text, insert);
  return { items: [], label: "", eager: false };
}
