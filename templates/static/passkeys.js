/* A passkey that was not given: said on the page, in the words that stand there hidden. */
(() => {
  "use strict";

  const said = document.querySelector("[data-passkey-failed]");
  document.addEventListener("allauth.error", (event) => {
    event.preventDefault();
    if (said) said.hidden = false;
  });
})();
