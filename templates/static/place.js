/* Coming back to a list: the cards as they were left, with all that was scrolled to, at the same place.

   The browser may keep the page by itself; where it asks the site again, a new page would have other cards. What was
   on the screen stays in this tab for half an hour, and goes when somebody signs in or out. */
(() => {
  "use strict";

  const LONGEST = 30 * 60 * 1000; // then news is worth more than the place
  const list = document.querySelector("main .cards");
  const key = `list:${location.pathname}${location.search}`;
  const who = "reader" in document.body.dataset;

  const forget = () => {
    for (const name of Object.keys(sessionStorage)) if (name.startsWith("list:")) sessionStorage.removeItem(name);
  };
  const keep = () => {
    const card = document.activeElement?.closest?.("article.card")?.id;
    const said = JSON.stringify({ at: Date.now(), who, y: scrollY, card, html: list.innerHTML });
    try {
      sessionStorage.setItem(key, said);
    } catch {
      forget(); // no room, or none is wanted: the next page is as any first one
    }
  };
  const kept = () => {
    try {
      const found = JSON.parse(sessionStorage.getItem(key));
      return found && found.who === who && Date.now() - found.at < LONGEST ? found : null;
    } catch {
      return null;
    }
  };

  if (location.pathname.startsWith("/accounts/")) forget();
  if (!list) return;
  const found = performance.getEntriesByType("navigation")[0]?.type === "back_forward" && kept();
  if (found) {
    list.innerHTML = found.html; // our own, from this very page; the scripts after this one make it work
    for (const one of list.querySelectorAll(".htmx-request")) one.classList.remove("htmx-request");
    history.scrollRestoration = "manual";
    scrollTo(0, found.y);
    document.getElementById(found.card)?.focus({ preventScroll: true });
  }
  addEventListener("pagehide", keep);
})();
