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
  window.addEventListener("hashchange", fromAddress);
  fromAddress();

  // j and k step through the records of a page, / goes to the search box.
  const step = (by) => {
    const stops = [...document.querySelectorAll(".card, .item, .source-text mark")].filter((one) => one.getClientRects().length);
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
