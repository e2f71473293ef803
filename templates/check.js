"use strict";
(() => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const list = all(".finding");
  const marks = all(".hit[data-f], .box");
  const crops = document.querySelector(".crops");
  const paper = document.getElementById("paper");
  const numbers = (mark) => mark.dataset.f.trim().split(" ");
  const byFinding = new Map();
  const byPlace = new Map();
  for (const mark of marks) {
    for (const number of numbers(mark)) byFinding.set(number, [...(byFinding.get(number) || []), mark]);
    for (const name of mark.dataset.p.trim().split(" ")) byPlace.set(name, [...(byPlace.get(name) || []), mark]);
  }
  let chosen = null;

  function middle(view, box) {
    const place = box.getBoundingClientRect();
    const frame = view.getBoundingClientRect();
    view.scrollTop += place.top - frame.top - (frame.height - place.height) / 2;
    view.scrollLeft += place.left - frame.left - (frame.width - place.width) / 2;
  }

  function crop(figure, finding) {
    const box = document.createElement("div");
    box.className = "crop";
    const view = document.createElement("div");
    view.className = "view";
    view.tabIndex = 0;
    const sheet = figure.querySelector(".sheet").cloneNode(true);
    for (const link of all("a", sheet)) {
      link.removeAttribute("href");
      link.classList.toggle("on", link.dataset.f === finding);
    }
    view.append(sheet);
    box.append(figure.querySelector("figcaption").cloneNode(true), view);
    return box;
  }

  function showPaper(finding) {
    if (!paper) return;
    const figures = [...new Set((byFinding.get(finding) || []).map((mark) => mark.closest("figure")).filter(Boolean))].slice(0, 3);
    crops.replaceChildren(...figures.map((figure) => crop(figure, finding)));
    paper.hidden = !figures.length;
    document.documentElement.classList.toggle("papered", !paper.hidden);
    for (const view of all(".view", crops)) {
      const box = view.querySelector(".box.on rect");
      if (box) middle(view, box);
    }
  }

  // rows that were never shown have a guessed height: once they are laid out, the place is looked for again
  function bring(target) {
    target.scrollIntoView({ block: "center" });
    requestAnimationFrame(() => requestAnimationFrame(() => target.scrollIntoView({ block: "center" })));
  }

  function choose(item, { jump = true, name = null } = {}) {
    if (chosen) chosen.classList.remove("on");
    for (const mark of marks) mark.classList.remove("on");
    chosen = item;
    item.classList.add("on");
    item.scrollIntoView({ block: "nearest" });
    const own = byFinding.get(item.dataset.f) || [];
    for (const mark of own) mark.classList.add("on");
    showPaper(item.dataset.f);
    const inText = (marks) => (marks || []).find((mark) => !mark.closest("figure"));
    const target = inText(byPlace.get(name)) || inText(own) || own[0];
    if (jump && target) bring(target);
    return target;
  }

  const shown = () => list.filter((item) => !item.hidden);

  function step(by) {
    const open = shown();
    if (!open.length) return;
    const at = open.indexOf(chosen);
    const next = open[at < 0 ? (by > 0 ? 0 : open.length - 1) : Math.min(Math.max(at + by, 0), open.length - 1)];
    choose(next);
    next.querySelector(".go").focus({ preventScroll: true });
  }

  function filter() {
    const off = new Set(all("[data-severity]:not(:checked)", document.querySelector(".filters")).map((box) => box.dataset.severity));
    for (const row of all("[data-severity]:not(input)")) row.hidden = off.has(row.dataset.severity);
    const visible = new Set(shown().map((item) => item.dataset.f));
    for (const mark of marks) mark.classList.toggle("off", !numbers(mark).some((number) => visible.has(number)));
    if (chosen && chosen.hidden && paper) paper.hidden = true;
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    if (!link || link.classList.contains("skip")) return;
    const item = link.closest(".finding") || document.getElementById(link.getAttribute("href").slice(1));
    if (!item || !item.classList.contains("finding")) return;
    event.preventDefault();
    const inList = link.closest(".finding");
    const target = choose(item, { jump: Boolean(inList), name: inList ? link.getAttribute("href").slice(1) : null });
    const goal = inList ? target : item.querySelector(".go");
    if (goal) goal.focus({ preventScroll: true });
  });

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.target.matches("input[type=text]")) return;
    const inView = event.target.closest(".view, summary");
    if (event.key === "j" || (event.key === "ArrowDown" && !inView && event.target.closest(".finding"))) step(1);
    else if (event.key === "k" || (event.key === "ArrowUp" && !inView && event.target.closest(".finding"))) step(-1);
    else if (event.key === "Escape" && paper && !paper.hidden) closePaper();
    else if (event.key === "Escape" && chosen) chosen.querySelector(".go").focus();
    else return;
    event.preventDefault();
  });

  function closePaper() {
    paper.hidden = true;
    document.documentElement.classList.remove("papered");
    if (chosen) chosen.querySelector(".go").focus({ preventScroll: true });
  }

  if (paper) document.getElementById("close").addEventListener("click", closePaper);
  for (const box of all(".filters [data-severity]")) box.addEventListener("change", filter);
  document.getElementById("facts").addEventListener("change", (event) => document.body.classList.toggle("plain", !event.target.checked));
  document.getElementById("print").addEventListener("click", () => window.print());
})();
