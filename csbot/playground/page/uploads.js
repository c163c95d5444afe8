// Files of a person's. Those for a modal's file input are kept at once too, and their ids are what is submitted.

import { act } from "./api.js";
import { el } from "./dom.js";
import { state } from "./state.js";

// The page remembers the names, since what was entered holds ids only.
const names = new Map();

function inBase64(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result.slice(reader.result.indexOf(",") + 1));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}

// Shared in a conversation when one is given.
export async function keep(file, channel = "") {
  const { file: kept, failure } = await act("upload", { user: state.userId, name: file.name, content: await inBase64(file), channel });
  if (!kept) throw new Error(failure);
  names.set(kept.id, file.name);
  return kept.id;
}

export function fileInput(wired, described) {
  const { element } = wired;
  const most = element.max_files ?? 10;
  const chosen = el("span", { class: "hint", role: "status" });
  const tell = (ids) => { chosen.textContent = (ids || []).map((id) => names.get(id) || id).join(", "); };
  const input = el("input", {
    ...described, class: "text-input", type: "file", multiple: most > 1,
    accept: element.filetypes?.map((kind) => `.${kind}`).join(",") || null,
    data: { actionId: element.action_id, focusKey: wired.focusKey },
    on: {
      change: async (event) => {
        try {
          const ids = await Promise.all([...event.target.files].slice(0, most).map((file) => keep(file)));
          tell(ids);
          await wired.choose(ids, event.target);
        } catch (error) {
          chosen.textContent = error.message;
        }
      },
    },
  });
  tell(wired.value);
  return el("span", { class: "files" }, input, chosen);
}
