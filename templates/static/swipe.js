/* Swiping a card on a touch screen: to the left, less of this; to the right, save. Both can be undone; both are buttons, too. */
(() => {
  "use strict";

  if (!("reader" in document.body.dataset)) return; // who is not signed in would be led away by a slip of the thumb
  const SURE = 12; // px sideways before a touch is a swipe and no tap
  const FAR = 96; // px: as far as a thumb goes on purpose
  const EDGE = 24; // px from the side, where swipes are the browser's own
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  let touch = null;

  const hint = document.createElement("div");
  hint.className = "swipe-hint";
  hint.hidden = true;
  document.body.append(hint);

  const settle = (card) => {
    hint.hidden = true;
    card.classList.add("settling");
    card.style.transform = "";
    card.addEventListener("transitionend", () => card.classList.remove("settling"), { once: true });
  };
  const act = ({ card, dx }) => {
    const button = card.querySelector(`[data-key=${dx < 0 ? "hide" : "save"}]`);
    return button?.getAttribute("aria-pressed") === "true" ? null : button; // saved already: nothing to do
  };
  const drop = () => {
    if (touch?.sure) settle(touch.card);
    touch = null;
  };

  document.addEventListener(
    "touchstart",
    ({ touches, target }) => {
      drop();
      const card = touches.length === 1 && target.closest("article.card");
      const { clientX: x, clientY: y } = touches[0];
      if (card && x > EDGE && x < innerWidth - EDGE) touch = { card, x, y, dx: 0, sure: false };
    },
    { passive: true },
  );
  document.addEventListener(
    "touchmove",
    ({ touches }) => {
      if (!touch) return;
      const dy = Math.abs(touches[0].clientY - touch.y);
      touch.dx = touches[0].clientX - touch.x;
      if (!touch.sure && dy > SURE) touch = null;
      else if (Math.abs(touch.dx) > SURE) touch.sure = true;
      const button = touch?.sure && act(touch);
      hint.hidden = !button;
      if (!button) return;
      hint.textContent = button.title;
      hint.classList.toggle("far", Math.abs(touch.dx) > FAR);
      if (!calm.matches) touch.card.style.transform = `translateX(${touch.dx}px)`;
    },
    { passive: true },
  );
  document.addEventListener("touchend", (event) => {
    if (!touch?.sure) return drop();
    if (event.cancelable) event.preventDefault(); // a swipe is no tap on the headline
    if (Math.abs(touch.dx) > FAR) act(touch)?.click();
    return drop();
  });
  document.addEventListener("touchcancel", drop);
})();
