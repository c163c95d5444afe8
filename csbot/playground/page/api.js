// Talking to the driver. A failure to reach it is answered like Slack's own.

export const TROUBLE = "We had some trouble connecting. Try again?";
const CHANGED = "This was changed a moment ago. Look again?";

// How the driver says that what was aimed at is not there any more.
const GONE = /nothing here has|sees no (view|message)|no such modal|there is no message|is not among the options/;

export async function see(what, query = {}) {
  const answer = await fetch(`/playground/${what}?${new URLSearchParams(query)}`);
  const found = await answer.json();
  if (!answer.ok) throw new Error(typeof found.error === "string" ? found.error : JSON.stringify(found.error));
  return found;
}

export async function act(gesture, body) {
  try {
    const answer = await fetch(`/playground/${gesture}?from=page`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
    const result = await answer.json();
    if (!answer.ok) return { ok: false, failure: typeof result.error === "string" ? result.error : TROUBLE, errors: {} };
    if (result.error) return { ok: false, failure: GONE.test(result.error) ? CHANGED : result.error, errors: {} };
    return { failure: "", errors: {}, ...result };
  } catch {
    return { ok: false, failure: TROUBLE, errors: {} };
  }
}
