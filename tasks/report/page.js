"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const form = document.getElementById("filters");
  const tip = document.getElementById("tip");
  const byId = new Map(data.claims.map((claim) => [claim.id, claim]));
  const charts = new Map();
  let shown = new Set(byId.keys());

  function asked() {
    const values = new FormData(form);
    return {
      who: new Set(values.getAll("who")),
      place: values.get("place"),
      measure: values.get("measure") || "",
      from: values.get("from") || "",
      to: values.get("to") || "",
    };
  }

  function isShown(claim, { who, place, measure, from, to }) {
    return (
      who.has(claim.who) &&
      (!place || (place === "-" ? !claim.place : claim.place === place)) &&
      (!measure || claim.measure === measure) &&
      (!from || claim.day >= from) &&
      (!to || (claim.day && claim.day <= to))
    );
  }

  /** Everything on the page follows the filters; a row of two claims stays while one of them does. */
  function follow() {
    const filters = asked();
    shown = new Set(data.claims.filter((claim) => isShown(claim, filters)).map((claim) => claim.id));
    for (const row of document.querySelectorAll("[data-claims]")) {
      row.hidden = !row.dataset.claims.split(" ").some((id) => shown.has(id));
    }
    for (const section of document.querySelectorAll("main section")) {
      const rows = section.querySelectorAll("[data-claims]");
      const none = section.querySelector(".none");
      if (rows.length) none.hidden = [...rows].some((row) => !row.hidden);
      const table = section.querySelector("table");
      if (table) table.hidden = !none.hidden;
    }
    const many = byId.size === 1 ? "claim" : "claims";
    document.getElementById("shown").textContent =
      shown.size === byId.size ? `${byId.size} ${many}` : `${shown.size} of ${byId.size} ${many}`;
    hideTip();
    for (const panel of data.panels) draw(panel, filters);
  }

  function draw(panel, filters) {
    const { view } = charts.get(panel.id) || {};
    if (!view) return;
    const values = panel.spec.data.values.filter((value) => shown.has(value.id));
    document.getElementById(`${panel.id}-panel`).hidden = !values.length;
    const [first, last] = panel.spec.params.map((param) => param.value);
    const day = 86400000;
    const from = filters.from ? Math.max(first, Date.parse(filters.from) - day) : first;
    const to = Math.max(filters.to ? Math.min(last, Date.parse(filters.to) + day) : last, from + day);
    view.data("claims", structuredClone(values)).signal("first", from).signal("last", to);
    view.signal("beside", (to - from) / document.getElementById(panel.id).clientWidth).run();
  }

  const marksOf = (element) =>
    [...element.querySelectorAll(".mark-symbol path")].filter((path) => path.__data__?.datum?.id);

  function placeTip(box) {
    const left = Math.min(Math.max(8, box.left + box.width / 2 - tip.offsetWidth / 2), document.documentElement.clientWidth - tip.offsetWidth - 8);
    const above = box.top - tip.offsetHeight - 10;
    tip.style.left = `${left + scrollX}px`;
    tip.style.top = `${(above > 4 ? above : box.bottom + 10) + scrollY}px`;
  }

  /** The claim's first sentence, copied from the list below: what the page escaped stays escaped. */
  function showTip(id, box) {
    const item = document.getElementById(id);
    if (!item) return;
    tip.replaceChildren(...[...item.children].slice(0, 2).map((child) => child.cloneNode(true)));
    tip.hidden = false;
    placeTip(box);
  }

  function hideTip() {
    tip.hidden = true;
  }

  function goTo(id) {
    const item = document.getElementById(id);
    if (!item) return;
    hideTip();
    item.scrollIntoView({ block: "center" }); // not smooth: what it passes would grow as it is laid out
    item.focus({ preventScroll: true });
    history.replaceState(null, "", `#${id}`);
  }

  function listen(element, view) {
    view.addEventListener("mouseover", (event, item) => {
      if (item?.datum?.id) showTip(item.datum.id, event.target.getBoundingClientRect());
    });
    view.addEventListener("mouseout", hideTip);
    view.addEventListener("click", (_event, item) => item?.datum?.id && goTo(item.datum.id));
    let current = null;
    element.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
      const marks = new Map(marksOf(element).map((path) => [path.__data__.datum.id, path]));
      const ids = [...marks.keys()].sort((a, b) => marks.get(a).__data__.x - marks.get(b).__data__.x);
      if (step && ids.length) {
        const place = ids.indexOf(current);
        current = ids[place < 0 ? (step > 0 ? 0 : ids.length - 1) : (place + step + ids.length) % ids.length];
        showTip(current, marks.get(current).getBoundingClientRect());
        event.preventDefault();
      } else if (event.key === "Enter" && current) {
        goTo(current);
        event.preventDefault();
      } else if (event.key === "Escape") {
        hideTip();
      }
    });
    element.addEventListener("blur", hideTip);
  }

  async function start() {
    // ast: expressions are walked, not compiled, as the page's policy forbids compiling
    const options = { mode: "vega-lite", renderer: "svg", ast: true, actions: false, tooltip: false, defaultStyle: false };
    for (const panel of data.panels) {
      const element = document.getElementById(panel.id);
      const { view } = await vegaEmbed(element, structuredClone(panel.spec), options); // Vega marks the rows it holds
      charts.set(panel.id, { view });
      listen(element, view);
    }
    follow();
    document.documentElement.dataset.ready = "true";
  }

  form.addEventListener("input", follow);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(follow));
  document.getElementById("nobody").addEventListener("click", () => {
    for (const box of form.querySelectorAll("[name=who]")) box.checked = false;
    follow();
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a.says");
    if (!link) return;
    event.preventDefault();
    goTo(link.getAttribute("href").slice(1));
  });
  start();
})();
