// What the page knows. `me` and `people` come once per load; the rest follows the live updates.

const url = new URL(location.href);
const permalink = /^\/archives\/([A-Z0-9]+)/.exec(url.pathname);

export const state = {
  userId: url.searchParams.get("user") || "",
  channel: url.searchParams.get("channel") || permalink?.[1] || "",
  tab: url.searchParams.get("tab") || (permalink ? "messages" : "home"),
  me: null,
  app: null,
  team: null,
  channels: [],
  people: new Map(),
  usergroups: new Map(),
  offsetSeconds: 0,
  pausedUntil: null, // epoch seconds of business time
  ephemerals: new Map(), // channel id → messages only this page has seen; gone with a reload
  entered: new Map(), // view id or message ts → {block id: {action id: raw}}
  history: [],
};

export const businessNow = () => new Date(Date.now() + state.offsetSeconds * 1000);
export const isApp = () => Boolean(state.app?.dm) && state.channel === state.app.dm;
export const TABS = { home: "Home", messages: "Messages" };
export const tabFor = (wanted) => (state.app.tabs.includes(wanted) ? wanted : state.app.tabs[0] || "messages");
export const person = (id) => state.people.get(id);
export const groupName = (id) => `@${state.usergroups.get(id)?.handle || "group"}`;
export const nameOf = (id) => person(id)?.real_name || id;
export const channelName = (id) => state.channels.find((channel) => channel.id === id)?.name || id;
export const isPaused = () => Boolean(state.pausedUntil) && businessNow() / 1000 < state.pausedUntil;

// As one would call it: #general, or the people of a direct conversation.
export function conversationName(id) {
  if (id === state.app.dm) return state.app.name;
  return state.channels.find((channel) => channel.id === id)?.is_group ? channelName(id) : `#${channelName(id)}`;
}

export const conversationIcon = (channel) => (channel?.is_group ? "people" : channel?.shared_with.length ? "shared" : "hash");
export const unreadIn = (id) => (id === state.app.dm ? state.app.unread : state.channels.find((one) => one.id === id)?.unread || 0);

// What was entered into blocks that are there no more is forgotten when `blocks` are given.
export function enteredIn(place, blocks = null) {
  if (!state.entered.has(place)) state.entered.set(place, {});
  const entered = state.entered.get(place);
  const there = blocks && new Set(blocks.map((block) => block.block_id));
  if (there) for (const id of Object.keys(entered)) if (!there.has(id)) delete entered[id];
  return entered;
}

export function remember() {
  const query = new URLSearchParams({ user: state.userId, channel: state.channel });
  if (isApp()) query.set("tab", state.tab);
  history.pushState(null, "", `/?${query}`);
}

export function whispered(channel) {
  if (!state.ephemerals.has(channel)) state.ephemerals.set(channel, []);
  return state.ephemerals.get(channel);
}
