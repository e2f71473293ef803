"use strict";
(() => {
  const open = () => {
    const list = document.getElementById(location.hash.slice(1));
    if (!(list instanceof HTMLDetailsElement)) return;
    list.open = true;
    list.scrollIntoView();
    list.querySelector("summary").focus({ preventScroll: true });
  };
  addEventListener("hashchange", open);
  for (const tile of document.querySelectorAll(".tile")) tile.addEventListener("click", () => setTimeout(open));
  addEventListener("beforeprint", () => {
    for (const list of document.querySelectorAll("details")) list.open = true;
  });
  open();
})();
