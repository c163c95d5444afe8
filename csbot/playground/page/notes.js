// A note for a message in a conversation that is not open, by its fallback text, as the desktop would show it.

import { see } from "./api.js";
import { announce, el } from "./dom.js";
import { face } from "./faces.js";
import { mrkdwn } from "./mrkdwn.js";
import { conversationName, isPaused, nameOf, state } from "./state.js";
import { toast } from "./toasts.js";

const LOOKED_AT = 20;

export async function noteMessage(channel, ts, open) {
  if (channel !== state.app.dm && !state.channels.some((one) => one.id === channel)) return;
  const { messages } = await see("messages", { user: state.userId, channel, ephemeral: 0, limit: LOOKED_AT });
  const message = messages.find((one) => one.ts === ts);
  if (!message || message.user === state.userId) return;
  const where = channel === state.app.dm ? "" : ` in ${conversationName(channel)}`;
  const text = el("span", {}, mrkdwn(message.text || "New message")).textContent; // links can't be inside a button
  const title = `${nameOf(message.user)}${where}`;
  if (isPaused()) return;
  announce(`${title}: ${text}`);
  toast([face(message.user, false), el("span", { class: "toast-words" }, el("strong", {}, title), el("span", { class: "toast-text" }, text))],
    () => open(channel), { about: channel });
}
