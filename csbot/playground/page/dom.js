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

// Replacing a node while something inside it has the focus: called with the new one, the same control there takes it
// over, or whatever `otherwise` answers when it is gone.
export function holdFocus(old) {
  const focused = old?.contains(document.activeElement) ? document.activeElement : null;
  const key = focused?.dataset.focusKey;
  const span = focused && "selectionStart" in focused ? [focused.selectionStart, focused.selectionEnd] : null;
  return (fresh, otherwise = () => null) => {
    if (!focused || (focused.isConnected && document.activeElement === focused)) return;
    const same = key && [...fresh.querySelectorAll("[data-focus-key]")].find((node) => node.dataset.focusKey === key);
    const next = same || otherwise();
    next?.focus({ preventScroll: true });
    if (same && span && span[0] !== null && same.setSelectionRange) same.setSelectionRange(...span);
  };
}

// Children become `nodes`; those that stay are not moved, so that menus in them stay open and focus stays.
export function arrange(parent, nodes) {
  const wanted = new Set(nodes);
  for (const child of [...parent.childNodes]) if (!wanted.has(child)) child.remove();
  nodes.forEach((node, at) => {
    if (parent.childNodes[at] !== node) parent.insertBefore(node, parent.childNodes[at] || null);
  });
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
  plus: "M12 5v14M5 12h14",
  slash: "M15 4 9 20",
  reply: "M5 5h14v10h-8l-5 4v-4H5Z",
  link: "M10 14a4 4 0 0 0 6 0l3-3a4 4 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6 0l-3 3a4 4 0 0 0 6 6l1-1",
  file: "M7 3h7l4 4v14H7ZM14 3v4h4",
  trash: "M5 7h14M9 7V4h6v3M7 7l1 13h8l1-13",
  bell: "M6 17V11a6 6 0 0 1 12 0v6l1 1H5ZM10 21h4",
  quiet: "M6 17V11a6 6 0 0 1 9-5M18 11v6l1 1H5M10 21h4M4 4l16 16",
  people: "M9 5a3 3 0 1 0 0 6 3 3 0 0 0 0-6ZM3 20c0-8 12-8 12 0M16 5a3 3 0 0 1 0 6M17 14c3 0 4 3 4 6",
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
