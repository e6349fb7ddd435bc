// The desk's comforts. Every page works without this file.
"use strict";

(() => {
  const TYPING = "input, select, textarea, [contenteditable]";

  // A statement in the text and in the margin light up together.
  let lit = [];
  const light = (element) => {
    for (const one of lit) one.classList.remove("lit");
    lit = [];
    const holder = element instanceof Element ? element.closest("article [data-of], .capture-page [data-of]") : null;
    if (!holder) return;
    for (const id of holder.dataset.of.split(" ")) {
      lit.push(...document.querySelectorAll(`[data-of~="${CSS.escape(id)}"]`));
    }
    for (const one of lit) one.classList.add("lit");
  };
  const fromAddress = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target) light(target);
  };
  document.addEventListener("mouseover", (event) => light(event.target));
  document.addEventListener("focusin", (event) => light(event.target));

  // What a place, a date or a figure of the text is: shown beside it, as text, until Escape or something else.
  const tip = document.getElementById("tip");
  const signs = tip ? [...document.querySelectorAll(".text .m[title]")] : [];
  const says = new Map(signs.map((sign) => [sign.dataset.of, sign.title]));
  for (const sign of signs) sign.removeAttribute("title"); // else the browser would show it a second time
  const hide = () => { if (tip) tip.hidden = true; };
  const tell = (event) => {
    if (!tip || tip.contains(event.target)) return;
    const over = event.target instanceof Element ? event.target.closest(".text [data-of]") : null;
    const lines = over ? over.dataset.of.split(" ").map((id) => says.get(id)).filter(Boolean) : [];
    const layers = ["place", "date", "figure"].filter((layer) => over?.matches(`.${layer}, .m-${layer}`));
    const isShown = layers.some((layer) => document.getElementById(`show-${layer}`)?.checked ?? true);
    if (!lines.length || !isShown) return hide();
    tip.textContent = lines.join("\n\n");
    tip.hidden = false;
    const box = over.getClientRects()[0] ?? over.getBoundingClientRect();
    const left = Math.max(8, Math.min(box.left, document.documentElement.clientWidth - tip.offsetWidth - 8));
    const below = box.bottom + 2 + tip.offsetHeight < innerHeight;
    tip.style.left = `${left + scrollX}px`;
    tip.style.top = `${(below ? box.bottom + 2 : box.top - tip.offsetHeight - 2) + scrollY}px`;
  };
  if (tip) {
    document.addEventListener("mouseover", tell);
    document.addEventListener("focusin", tell);
    document.addEventListener("focusout", hide);
    document.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
  }
  window.addEventListener("hashchange", fromAddress);
  fromAddress();

  // j and k step through the records of a page, / goes to the search box.
  const step = (by) => {
    const stops = [...document.querySelectorAll(".card, .item, .entry, .source-text mark")].filter((one) => one.getClientRects().length);
    if (!stops.length) return;
    const at = stops.findIndex((one) => one === document.activeElement || one.contains(document.activeElement));
    const to = at < 0 ? (by > 0 ? 0 : stops.length - 1) : Math.min(stops.length - 1, Math.max(0, at + by));
    const stop = stops[to];
    if (!stop.hasAttribute("tabindex")) stop.tabIndex = -1;
    stop.focus({ preventScroll: true });
    stop.scrollIntoView({ block: "center" });
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest(TYPING)) return;
    if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
    else if (event.key === "/") document.getElementById("q").focus();
    else return;
    event.preventDefault();
  });

  // Fields left empty do not clutter the address.
  document.addEventListener("htmx:configRequest", (event) => {
    for (const [name, value] of [...event.detail.formData.entries()]) {
      if (value === "") event.detail.formData.delete(name);
    }
  });
  // An answer that is an error page is shown as one.
  document.addEventListener("htmx:responseError", (event) => {
    location.assign(event.detail.pathInfo.responsePath || event.detail.pathInfo.finalRequestPath);
  });
})();
