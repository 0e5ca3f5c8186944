/* What a page does beyond its links and forms. Nothing here is essential: every act is a form, every place a link. */
(() => {
  "use strict";

  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const beacon = (events) => {
    if (!events.length) return;
    const body = new Blob([JSON.stringify({ events })], { type: "application/json" });
    navigator.sendBeacon("/events/", body);
  };

  /* -- a card counts as seen after a second with half of it (or of the window) in view */
  const queue = [];
  const seen = new Set();
  const timers = new Map();
  const flush = () => beacon(queue.splice(0, 50));
  const watcher = new IntersectionObserver(
    (entries) => {
      for (const { target, intersectionRatio, intersectionRect, rootBounds } of entries) {
        const enough = intersectionRatio >= 0.5 || (rootBounds && intersectionRect.height > rootBounds.height / 2);
        if (enough && !timers.has(target)) timers.set(target, setTimeout(() => count(target), 1000));
        if (!enough && timers.has(target)) {
          clearTimeout(timers.get(target));
          timers.delete(target);
        }
      }
    },
    { threshold: [0, 0.25, 0.5, 0.75] },
  );
  const count = (card) => {
    watcher.unobserve(card);
    if (document.visibilityState !== "visible" || seen.has(card.dataset.i)) return;
    seen.add(card.dataset.i);
    queue.push({ kind: "view", i: Number(card.dataset.i) });
    if (queue.length >= 10) flush();
  };
  const watch = (within) => all("[data-slot][data-i]", within).forEach((card) => watcher.observe(card));

  /* -- seconds of reading: the page is visible, and the reader moved within the last half minute; told at each half
        minute, for a phone that runs out tells nothing when it goes, and at most an hour, for nobody reads so long */
  const reading = document.querySelector("[data-dwell]");
  let seconds = 0;
  let told = 0;
  let active = Date.now();
  if (reading) {
    for (const kind of ["scroll", "pointermove", "pointerdown", "keydown", "touchmove"]) {
      addEventListener(kind, () => (active = Date.now()), { passive: true });
    }
    setInterval(() => {
      if (document.visibilityState !== "visible" || Date.now() - active >= 30000 || seconds >= 3600) return;
      seconds += 1;
      if (seconds - told >= 30) tell();
    }, 1000);
  }
  const tell = () => {
    if (reading && seconds > told) {
      queue.push({ kind: "dwell", i: Number(reading.dataset.dwell), value: seconds }); // so far, not since last time
      told = seconds;
    }
    flush();
  };
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && tell());
  addEventListener("pagehide", tell);

  /* -- toasts go by themselves, unless they are being read or used */
  const fade = () => {
    for (const toast of all(".toast:not([data-timed])")) {
      toast.dataset.timed = "1";
      const go = () => (toast.matches(":hover, :focus-within") ? setTimeout(go, 2000) : toast.remove());
      setTimeout(go, 8000);
    }
  };
  const toast = (text) => {
    const box = document.createElement("div");
    box.className = "toast";
    box.textContent = text;
    document.getElementById("toasts").replaceChildren(box);
    fade();
  };

  /* -- keys */
  const cards = () => all("article.card").filter((card) => card.offsetParent);
  const current = () => document.activeElement?.closest?.("article.card, article.reading");
  const step = (by) => {
    const list = cards();
    const at = list.indexOf(current());
    const next = at < 0 ? (by > 0 ? 0 : list.length - 1) : at + by;
    if (list[next]) {
      list[next].focus({ preventScroll: true });
      const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
      list[next].scrollIntoView({ block: "start", behavior: calm ? "auto" : "smooth" });
    }
  };
  const press = (name) => {
    const place = current() || document.querySelector("article.reading");
    const target = place?.querySelector(`[data-key=${name}]`);
    if (target && (name === "hide" || name === "mute") && place.matches(".card")) step(1);
    target?.click();
  };
  const help = () => {
    const dialog = document.getElementById("keys");
    if (dialog.open) dialog.close();
    else dialog.showModal();
  };
  const find = () => {
    const box = all("[data-key=search]").find((one) => one.checkVisibility({ visibilityProperty: true }));
    if (box) box.focus();
    else location.assign("/search/");
  };
  const keys = {
    j: () => step(1),
    k: () => step(-1),
    o: () => press("open"),
    l: () => press("like"),
    s: () => press("save"),
    h: () => press("hide"),
    m: () => press("mute"),
    u: () => document.querySelector("[data-key=undo]")?.click(),
    "/": find,
    "?": help,
  };
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target.closest("input:not([type=range], [type=checkbox]), textarea, select, [contenteditable]")) return;
    const act = keys[event.key];
    if (act) {
      event.preventDefault();
      act();
    }
  });
  for (const button of all("button[data-key=help]")) {
    button.hidden = false;
    button.addEventListener("click", help);
  }

  /* -- sharing: the device's own sheet, else the address is copied; the site counts it and says the address */
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-share]");
    if (!button) return;
    const url = new URL(button.dataset.share, location.href).href;
    const title = button.closest("[data-card]")?.querySelector("h2")?.textContent.trim() || document.title;
    const told = navigator.share?.({ title, url }) ?? navigator.clipboard?.writeText(url);
    told?.catch(() => {}); // closed again, or not allowed: the toast has the address
  });

  /* -- a video of another site: nobody there learns of the reader before the click */
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("[data-player] > .play");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const frame = document.createElement("iframe");
    frame.sandbox = "allow-scripts allow-same-origin allow-popups allow-presentation";
    frame.allow = "autoplay; fullscreen; picture-in-picture; encrypted-media";
    frame.referrerPolicy = "strict-origin"; // YouTube plays nothing for who sends none at all
    frame.title = link.textContent.trim();
    frame.src = link.parentElement.dataset.player;
    link.replaceWith(frame);
    frame.focus();
  });

  /* -- on a phone the current tab may be out of view */
  const tab = document.querySelector(".tabs [aria-current]");
  if (tab) tab.parentElement.scrollLeft = tab.offsetLeft - (tab.parentElement.clientWidth - tab.offsetWidth) / 2;

  /* -- pieces that htmx brings */
  document.addEventListener("htmx:load", (event) => {
    watch(event.detail.elt.matches?.("[data-slot]") ? event.detail.elt.parentElement : event.detail.elt);
    fade();
  });
  /* -- the focus stays where the reader was: on the next card when one goes, on the card that comes back */
  document.addEventListener("htmx:beforeSwap", ({ detail: { target, shouldSwap } }) => {
    if (!shouldSwap || !target.matches("article.card") || !target.contains(document.activeElement)) return;
    const list = cards();
    (list[list.indexOf(target) + 1] || list.at(-2))?.focus({ preventScroll: true });
  });
  document.addEventListener("htmx:afterRequest", ({ detail: { requestConfig, target } }) => {
    if (requestConfig?.elt.querySelector("[data-key=undo]")) document.getElementById(target.id)?.focus({ preventScroll: true });
  });
  const failed = document.body.dataset.failed;
  document.addEventListener("htmx:responseError", ({ detail: { xhr } }) => {
    if (xhr.status !== 429) return toast(failed);
    document.getElementById("toasts").innerHTML = xhr.responseText; // our own sentence: how long to wait
    return fade();
  });
  document.addEventListener("htmx:sendError", () => toast(failed));
  watch(document);
  fade();
})();
