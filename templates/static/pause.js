/* A break, offered kindly: after so many minutes with the site in sight, over all its pages. Nothing leaves the browser. */
(() => {
  "use strict";

  const strip = document.querySelector("[data-pause]");
  if (!strip) return;
  const most = Number(strip.dataset.pause) * 60_000;
  const away = 5 * 60_000; // who was away for five minutes has had a break
  const read = () => {
    try {
      return JSON.parse(localStorage.getItem("pause")) || {};
    } catch {
      return {};
    }
  };
  const keep = (span) => {
    try {
      localStorage.setItem("pause", JSON.stringify(span));
    } catch {
      // a browser that keeps nothing counts each page by itself
    }
    return span;
  };
  let span = read();
  const tick = () => {
    if (document.visibilityState !== "visible") return;
    const now = Date.now();
    const since = now - span.last < away ? span.since : now;
    span = keep({ since, last: now });
    strip.hidden = now - since < most;
  };
  strip.querySelector("button").addEventListener("click", () => {
    span = keep({ since: Date.now(), last: Date.now() });
    strip.hidden = true;
  });
  tick();
  setInterval(tick, 15_000);
})();
