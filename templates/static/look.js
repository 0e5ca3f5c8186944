/* The dialog of the look: each choice is seen on the page behind it at once; htmx keeps it. */
(() => {
  "use strict";

  const dialog = document.getElementById("look");
  const own = { theme: "system", font: "serif", size: "medium", width: "medium" };

  dialog?.addEventListener("htmx:afterSwap", () => dialog.open || dialog.showModal());
  dialog?.addEventListener("click", (event) => event.target === dialog && dialog.close()); // beside it
  document.addEventListener("change", ({ target }) => {
    if (!target.closest("[data-look]") || !(target.name in own)) return;
    const { dataset } = document.documentElement;
    if (target.value === own[target.name]) delete dataset[target.name];
    else dataset[target.name] = target.value;
    for (const meta of document.querySelectorAll("meta[name=theme-color]")) meta.media = "not all"; // until the next page
  });
})();
