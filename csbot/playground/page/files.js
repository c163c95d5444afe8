// Files of a message: pictures shown, others as cards.

import { el, icon } from "./dom.js";

const UNITS = ["bytes", "kB", "MB", "GB"];

function size(bytes) {
  if (!bytes) return "";
  const step = Math.min(Math.floor(Math.log10(bytes) / 3), UNITS.length - 1);
  return `${Number((bytes / 1000 ** step).toFixed(1))} ${UNITS[step]}`;
}

const kindOf = (file) => file.pretty_type || file.filetype?.toUpperCase() || file.mimetype || "File";

function card(file) {
  const name = file.title || file.name || file.id;
  const address = file.url_private_download || file.url_private || file.permalink;
  if (file.mimetype?.startsWith("image/") && address) {
    return el("figure", { class: "picture" }, el("figcaption", {}, name),
      el("a", { href: address, target: "_blank", rel: "noopener" },
        el("img", { class: "wide", src: file.url_private || address, alt: file.alt_txt || name, loading: "lazy" })));
  }
  return el("a", { class: "file-card", href: address || null, target: "_blank", rel: "noopener", download: file.name || true, data: { testid: "file" } },
    icon("file"), el("span", {}, el("span", { class: "card-title" }, name),
      el("span", { class: "hint" }, [kindOf(file), size(file.size)].filter(Boolean).join(" · "))));
}

export const fileCards = (files) => files.map(card);
