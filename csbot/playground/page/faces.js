// Pictures of people and of the app.

import { el } from "./dom.js";
import { state } from "./state.js";

export const face = (id, small = true) =>
  el("img", { class: small ? "avatar avatar-small" : "avatar", src: `/page/people/${id}.svg`, alt: "" });

export const appFace = () => face(state.app.user_id);
