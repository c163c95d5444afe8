// Puts the page together and keeps it in step with what happens.

import { act, see } from "./api.js";
import { drawClock, tick } from "./clock.js";
import { Composer } from "./composer.js";
import { toggleCurtain, trafficCame } from "./curtain.js";
import { put } from "./dom.js";
import { header } from "./header.js";
import { Home } from "./home.js";
import { Conversation } from "./messages.js";
import { refreshModals } from "./modals.js";
import { noteMessage } from "./notes.js";
import { openPalette } from "./palette.js";
import { drawSidebar, toggleSidebar } from "./sidebar.js";
import { conversationName, isApp, remember, state, tabFor, unreadIn, whispered } from "./state.js";
import { closeThread, openThread } from "./thread.js";
import { forgetAbout } from "./toasts.js";

const pane = document.getElementById("main");
let conversation = null;
let home = null;
const timers = new Map();

// Several changes in a moment cost one refresh.
function soon(name, work, pause = 60) {
  if (timers.has(name)) return;
  timers.set(name, setTimeout(() => {
    timers.delete(name);
    Promise.resolve(work()).catch(() => {});
  }, pause));
}

async function refreshSidebar() {
  const found = await see("state", { user: state.userId });
  state.me = found.me;
  state.app = found.app;
  state.team = found.team;
  state.channels = found.channels;
  state.offsetSeconds = found.clock.offset_seconds;
  state.pausedUntil = found.paused_until;
  const known = [state.app.dm, ...state.channels.map((channel) => channel.id)].filter(Boolean);
  if (!known.includes(state.channel)) state.channel = known[0] || "";
  state.tab = tabFor(state.tab);
  drawSidebar(openChannel);
  tick();
}

async function markRead() {
  if (!conversation || document.hidden) return;
  await act("read", { user: state.userId, channel: conversation.channel });
  await refreshSidebar();
}

function openChannel(channel, tab = "messages") {
  state.channel = channel;
  if (isApp()) state.tab = tabFor(tab);
  remember();
  toggleSidebar(false);
  drawPane();
}

function drawPane() {
  closeThread(conversation);
  conversation = null;
  home = null;
  drawSidebar(openChannel);
  if (isApp() && state.tab === "home") {
    home = new Home();
    put(pane, header(openChannel), home.node);
    home.refresh();
  } else if (state.channel) drawConversation(conversationName(state.channel));
  if (isApp()) act("home", { user: state.userId, tab: state.tab });
}

function drawConversation(name) {
  forgetAbout(state.channel);
  const unread = unreadIn(state.channel);
  const shown = new Conversation(state.channel, (root) => openThread(shown, root, name));
  conversation = shown;
  const composer = new Composer({ channel: state.channel, name }, (failed) => {
    if (failed) shown.draw();
    shown.toEnd();
  });
  put(pane, header(openChannel), shown.log, composer.node);
  shown.refresh().then(() => {
    shown.markUnread(unread);
    shown.toEnd();
    return markRead();
  });
  if (matchMedia("(min-width: 700px)").matches && !document.querySelector("dialog[open]")) composer.box.focus();
}

const CHANGES = {
  message({ channel, ts, is_new: isNew }) {
    if (conversation?.channel === channel) soon("messages", () => conversation?.refresh().then(markRead));
    else soon("sidebar", refreshSidebar);
    if (isNew && (conversation?.channel !== channel || document.hidden)) noteMessage(channel, ts, openChannel);
  },
  ephemeral({ channel, message }) {
    const kept = whispered(channel);
    const at = kept.findIndex((one) => one.ts === message.ts);
    if (at < 0) kept.push(message);
    else kept[at] = message;
    if (conversation?.channel === channel) conversation.draw();
  },
  ephemeral_gone({ channel, ts }) {
    state.ephemerals.set(channel, whispered(channel).filter((one) => one.ts !== ts));
    if (conversation?.channel === channel) conversation.draw();
  },
  home: () => soon("home", () => home?.refresh(), 0),
  modals: () => soon("modals", refreshModals, 0),
  clock: () => soon("clock", async () => {
    await refreshSidebar();
    conversation?.redraw();
    home?.redraw();
  }, 0),
  conversations: () => soon("sidebar", refreshSidebar, 0),
  traffic: trafficCame,
  everything: () => soon("everything", refreshAll),
};

async function refreshAll() {
  await refreshSidebar();
  await Promise.all([conversation?.refresh(), home?.refresh(), refreshModals()]);
}

function listen() {
  const source = new EventSource(`/playground/live?${new URLSearchParams({ user: state.userId })}`);
  let broken = false;
  source.onmessage = (event) => {
    const change = JSON.parse(event.data);
    if (change.kind) CHANGES[change.kind]?.(change);
    else if (broken) CHANGES.everything();
    broken = false;
    document.body.classList.remove("offline");
  };
  source.onerror = () => {
    broken = true;
    document.body.classList.add("offline");
  };
}

async function begin() {
  const { people, usergroups } = await see("people");
  state.people = new Map(people.map((one) => [one.id, one]));
  state.usergroups = new Map(usergroups.map((one) => [one.id, one]));
  if (!state.people.get(state.userId)?.can_act) state.userId = people.find((one) => one.can_act).id;
  await refreshSidebar();
  drawClock();
  listen();
  drawPane();
  await refreshModals();
  setInterval(tick, 1000);
  document.body.dataset.ready = "true";
}

addEventListener("popstate", () => {
  const query = new URL(location.href).searchParams;
  state.channel = query.get("channel") || state.app.dm;
  state.tab = tabFor(query.get("tab"));
  drawPane();
});
// Slack opens its own addresses itself: slack://app?team=T…&id=A…&tab=home.
document.addEventListener("click", (event) => {
  const found = /^slack:\/\/app\?(.*)$/.exec(event.target.closest("a")?.href);
  if (!found) return;
  event.preventDefault();
  openChannel(state.app.dm, new URLSearchParams(found[1]).get("tab") || "home");
});
document.addEventListener("visibilitychange", () => { if (!document.hidden) markRead(); });
document.addEventListener("keydown", (event) => {
  if (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    openPalette(openChannel);
  }
  if (event.key !== "Escape" || event.defaultPrevented) return;
  toggleSidebar(false);
  if (innerWidth < 900) toggleCurtain(false);
});
begin();
