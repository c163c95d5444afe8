// The app's Home tab.

import { act, see } from "./api.js";
import { renderBlocks } from "./blocks.js";
import { el, holdFocus } from "./dom.js";
import { enteredIn, state } from "./state.js";

export class Home {
  constructor() {
    this.node = el("div", { class: "home", tabindex: 0, role: "region", "aria-label": `${state.app.name} Home`, data: { testid: "home" } });
    this.turn = 0;
  }

  async refresh() {
    const turn = ++this.turn;
    const { view } = await see("home", { user: state.userId });
    if (turn !== this.turn || (view && view.hash === this.hash)) return;
    this.hash = view?.hash;
    const top = this.node.scrollTop;
    const handOver = holdFocus(this.node);
    this.node.replaceChildren(el("div", { class: "home-inner" }, view ? this.blocks(view)
      : el("div", { class: "empty" }, `${state.app.name} has not published a Home yet.`)));
    handOver(this.node, () => this.node);
    this.node.scrollTop = top;
  }

  // Dates like "tomorrow" read differently once the clock has moved.
  redraw() {
    this.hash = null;
    return this.refresh();
  }

  blocks(view) {
    const entered = enteredIn(view.id, view.blocks);
    const spot = { user: state.userId, view_id: view.id };
    return renderBlocks(view.blocks, {
      key: view.id, entered,
      act: (touch) => act("click", { ...spot, ...touch, values: entered }),
      suggest: (touch) => act("suggest", { ...spot, ...touch, values: entered }),
    });
  }
}
