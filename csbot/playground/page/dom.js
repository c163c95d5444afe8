// Building elements. Attributes by name; `on` holds listeners, `data` becomes data-*, null and false are left out.

export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "on") for (const [type, listener] of Object.entries(value)) node.addEventListener(type, listener);
    else if (name === "data") for (const [key, text] of Object.entries(value)) node.dataset[key] = text;
    else if (name === "value") node.value = value;
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat(9).filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

export function put(node, ...children) {
  node.replaceChildren(...children.flat(9).filter((child) => child !== null && child !== undefined && child !== false));
}

let serial = 0;
export const uid = (prefix) => `${prefix}-${++serial}`;

// Replacing a node while something inside it has the focus: the same control in the new one takes it over.
export function keepFocus(old, replace) {
  const focused = old && old.contains(document.activeElement) ? document.activeElement : null;
  const key = focused && focused.dataset.focusKey;
  const span = focused && "selectionStart" in focused ? [focused.selectionStart, focused.selectionEnd] : null;
  const fresh = replace();
  if (!key || !fresh) return;
  const next = [...fresh.querySelectorAll("[data-focus-key]")].find((node) => node.dataset.focusKey === key);
  if (!next) return;
  next.focus({ preventScroll: true });
  if (span && span[0] !== null && next.setSelectionRange) next.setSelectionRange(...span);
}

export function announce(text) {
  document.getElementById("announcer").textContent = text;
}

const ICONS = {
  clock: "M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16Zm0 4v4l3 2",
  menu: "M4 7h16M4 12h16M4 17h16",
  close: "m6 6 12 12M18 6 6 18",
  back: "m14 6-6 6 6 6",
  down: "m6 9 6 6 6-6",
  send: "M4 12 20 4l-5 16-3-7-8-1Z",
  hash: "M9 4 7 20M17 4l-2 16M4 9h17M3 15h17",
  shared: "M9 9a3 3 0 1 0 0 .01M15 15a3 3 0 1 0 0 .01M11 11l2 2",
  eye: "M3 12c4-7 14-7 18 0-4 7-14 7-18 0Zm9-2.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5",
  dots: "M5 12h.5M12 12h.5M19 12h.5",
  curtain: "M4 5h16M6 5v14M18 5v14M10 5v11M14 5v11",
  check: "m5 12 5 5 9-10",
  warning: "M12 4 3 20h18L12 4Zm0 6v4m0 3v.01",
};

export function icon(name) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", `icon icon-${name}`);
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(space, "path");
  path.setAttribute("d", ICONS[name]);
  svg.append(path);
  return svg;
}
