/* The page of what a reader is told: the browser's own time zone, and the button that asks for pushes. */
(() => {
  "use strict";

  /* -- whoever has chosen nothing yet gets the zone of this browser to confirm */
  const zone = document.querySelector("[data-zone]");
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (zone && here && document.querySelector("[data-new]")) zone.value = here;

  /* -- push: only where the browser can, and only when the button is pressed */
  const box = document.querySelector("[data-push]");
  if (!box || !("serviceWorker" in navigator) || !("PushManager" in window)) return;
  const said = box.querySelector("[data-said]");
  const button = box.querySelector("button");
  const key = Uint8Array.from(atob(box.dataset.push.replace(/-/g, "+").replace(/_/g, "/")), (one) => one.charCodeAt(0));
  const name = () => {
    const agent = navigator.userAgentData;
    return agent ? `${agent.brands.at(-1)?.brand ?? ""} ${agent.platform}`.trim() : navigator.platform;
  };
  const subscribe = async () => {
    if ((await Notification.requestPermission()) !== "granted") return box.dataset.refused;
    await navigator.serviceWorker.register("/sw.js");
    const ready = await navigator.serviceWorker.ready;
    const made = await ready.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
    const { endpoint, keys } = made.toJSON();
    const body = new URLSearchParams({ endpoint, p256dh: keys.p256dh, auth: keys.auth, name: name() });
    const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
    const answer = await fetch(box.dataset.add, { method: "POST", body, headers: { "X-CSRFToken": token } });
    if (answer.ok) return location.reload();
    const { error } = await answer.json().catch(() => ({}));
    return error || box.dataset.failed;
  };
  box.hidden = false;
  button.addEventListener("click", async () => {
    button.disabled = true;
    try {
      said.textContent = (await subscribe()) ?? "";
    } catch {
      said.textContent = box.dataset.failed;
    }
    button.disabled = false;
  });
})();
