// The app's shortcuts: from the composer or the switcher, and on messages.

import { act } from "./api.js";
import { appFace } from "./faces.js";
import { state } from "./state.js";
import { complain } from "./toasts.js";

async function use(shortcut, spot = {}) {
  const result = await act("shortcut", { user: state.userId, callback_id: shortcut.callback_id, ...spot });
  if (result.failure) complain(result.failure);
}

const offered = (kind, spot) => state.app.shortcuts.filter((one) => one.kind === kind).map((one) => ({
  label: one.name, note: state.app.name, node: appFace(), data: { callbackId: one.callback_id }, pick: () => use(one, spot),
}));

export const globalShortcuts = () => offered("global");
export const messageShortcuts = (channel, ts) => offered("message", { channel, ts });
