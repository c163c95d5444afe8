// Talking to the driver. A failure to reach it is answered like Slack's own.

export const TROUBLE = "We had some trouble connecting. Try again?";

export async function see(what, query = {}) {
  const answer = await fetch(`/playground/${what}?${new URLSearchParams(query)}`);
  const found = await answer.json();
  if (!answer.ok) throw new Error(typeof found.error === "string" ? found.error : JSON.stringify(found.error));
  return found;
}

export async function act(gesture, body) {
  try {
    const answer = await fetch(`/playground/${gesture}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
    const result = await answer.json();
    if (!answer.ok) return { ok: false, failure: typeof result.error === "string" ? result.error : TROUBLE, errors: {} };
    return { failure: "", errors: {}, ...result };
  } catch {
    return { ok: false, failure: TROUBLE, errors: {} };
  }
}
