// A box that opens below (or above) a control, in the top layer so that dialogs don't cut it off.

let open = null;

export function closePopup() {
  const closing = open;
  open = null;
  if (!closing) return;
  closing.box.remove();
  closing.anchor.setAttribute("aria-expanded", "false");
  closing.closed?.();
}

export const popupIsOpen = (anchor) => open?.anchor === anchor;

export function openPopup(anchor, box, closed) {
  closePopup();
  open = { anchor, box, closed };
  box.classList.add("popup");
  box.popover = "manual";
  anchor.after(box);
  box.showPopover();
  anchor.setAttribute("aria-expanded", "true");
  settle();
}

export function settle() {
  if (!open) return;
  const { anchor, box } = open;
  const at = (anchor.closest(".combo") || anchor).getBoundingClientRect();
  box.style.minWidth = `${Math.max(at.width, 180)}px`;
  const height = box.offsetHeight;
  const below = innerHeight - at.bottom > height + 8 || at.top < height + 8;
  box.style.top = `${below ? at.bottom + 4 : at.top - height - 4}px`;
  box.style.left = `${Math.max(8, Math.min(at.left, innerWidth - box.offsetWidth - 8))}px`;
}

document.addEventListener("pointerdown", (event) => {
  if (open && !open.box.contains(event.target) && !open.anchor.contains(event.target)) closePopup();
});
addEventListener("resize", closePopup);
document.addEventListener("scroll", (event) => {
  if (open && !open.box.contains(event.target)) settle();
}, true);
