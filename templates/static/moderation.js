/* The keys of the moderators' room, the lease that runs down, and the notice that writes itself.
   Every act here is a form that works without this file. */
(() => {
  "use strict";

  const one = (selector) => document.querySelector(selector);
  const all = (selector) => [...document.querySelectorAll(selector)];
  const form = one("#decision");
  const note = one("#note");
  const finder = one("[data-find]");

  /* -- choosing */
  const choose = (radio) => {
    if (!radio || !radio.closest("label").offsetParent) return;
    radio.checked = true;
    radio.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const chosen = (name) => one(`input[name=${name}]:checked`)?.value;
  const dropHiddenReason = () => {
    const reason = one("input[name=reason]:checked");
    if (reason && !reason.closest("label").offsetParent) reason.checked = false;
  };
  const write = () => {
    if (!one(".preview")) return;
    const [effect, reason, words] = [chosen("visibility"), chosen("reason"), note.value.trim()];
    for (const line of all("[data-effect]")) line.hidden = line.dataset.effect !== effect;
    for (const line of all("[data-reason]")) line.hidden = line.dataset.reason !== reason;
    one("[data-waiting]").hidden = Boolean(effect || reason);
    one("[data-note-words]").hidden = !words;
    one("[data-note-words]").textContent = `“${words}”`;
    one("[data-label-words]").textContent = `“${one("#label").value.trim()}”`;
  };
  if (form) {
    finder.hidden = false;
    form.addEventListener("change", () => {
      finder.value = "";
      find();
      dropHiddenReason();
      write();
    });
    note.addEventListener("input", write);
    one("#label").addEventListener("input", write);
    write();
  }

  /* -- a reason by typing */
  const found = () => all(".reason").filter((label) => label.offsetParent);
  const find = () => {
    const words = finder.value.trim().toLocaleLowerCase();
    for (const label of all(".reason")) {
      label.hidden = Boolean(words) && !label.textContent.toLocaleLowerCase().includes(words);
    }
  };
  finder?.addEventListener("input", find);
  finder?.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== "Escape") return;
    event.preventDefault();
    const label = event.key === "Enter" ? found()[0] : null;
    finder.value = "";
    find();
    finder.blur();
    if (label) choose(label.querySelector("input"));
  });
  note?.addEventListener("keydown", (event) => {
    if (event.key === "Escape") note.blur();
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) note.form.requestSubmit();
  });

  /* -- a label, a question to a lead: one line each; Escape leaves it */
  const leave = (event) => event.key === "Escape" && event.target.blur();
  for (const line of [one("#label"), one("#why")]) line?.addEventListener("keydown", leave);
  one("#label")?.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault(); // a reason is still to be chosen
    event.target.blur();
  });
  one("[data-letter=c]")?.addEventListener("change", () => one("#label").focus());
  const handOn = () => {
    const box = one("[data-hand-on]");
    if (!box) return;
    box.open = true;
    one("#why").focus();
  };

  /* -- what says the same */
  const boxes = all("[name=also]");
  const count = () => {
    const ticked = boxes.filter((box) => box.checked).length;
    one("[data-copies]").hidden = !ticked;
    one("[data-count]").textContent = ticked;
  };
  const tickAll = () => {
    const isAll = boxes.every((box) => box.checked);
    for (const box of boxes) box.checked = !isAll;
    if (!boxes.length) return;
    boxes[0].closest("details").open = true;
    count();
  };
  if (boxes.length) {
    for (const box of boxes) box.addEventListener("change", count);
    count();
  }

  /* -- ten seconds to take it back */
  const undo = one("[data-undo]");
  if (undo) {
    const end = Date.now() + undo.dataset.undo * 1000;
    const passing = setInterval(() => {
      const left = Math.max(0, Math.ceil((end - Date.now()) / 1000));
      undo.querySelector("[data-undo-left]").textContent = left;
      if (left) return;
      clearInterval(passing);
      undo.remove();
    }, 250);
  }

  /* -- keys */
  const press = (name) => {
    const target = one(`[data-key~=${name}]`);
    target?.click();
    return Boolean(target);
  };
  const step = (by) => {
    const rows = all(".waiting .item");
    const at = rows.findIndex((row) => row === document.activeElement);
    const from = at < 0 ? rows.findIndex((row) => row.hasAttribute("aria-current")) : at;
    rows[Math.min(rows.length - 1, Math.max(0, from + by))]?.focus();
  };
  const keys = {
    j: () => step(1),
    k: () => step(-1),
    n: () => press("skip") || press("go"),
    g: () => press("back"),
    u: () => press("undo") || press("again"),
    e: () => handOn(),
    v: () => one("[data-unveil]")?.click(),
    b: () => tickAll(),
    m: () => note?.focus(),
    "/": () => finder?.focus(),
  };
  for (const letter of "aclhrso") keys[letter] = () => choose(one(`[data-letter=${letter}]`));
  for (const digit of "123456789") keys[digit] = () => choose(one(`[data-number="${digit}"]`));
  const isTyping = (target) => target.closest("textarea, select, input:not([type=radio], [type=checkbox])");
  document.addEventListener(
    "keydown",
    (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
      if (isTyping(event.target) || one("dialog[open]")) return;
      const onAct = event.target.closest("a, button, summary");
      const act = event.key === "Enter" && !onAct ? () => press("go") : keys[event.key.toLowerCase()];
      if (!act) return;
      event.preventDefault();
      event.stopPropagation(); // the site's own keys mean other things
      if (!event.repeat || "jk".includes(event.key)) act();
    },
    { capture: true },
  );

  /* -- why words are underlined */
  for (const mark of all("mark[data-note]")) {
    const why = one(`#why-${mark.dataset.note}`);
    mark.title = why.textContent.replace(/^\d+\s*/, "");
    for (const kind of ["mouseenter", "focus"]) mark.addEventListener(kind, () => why.classList.add("lit"));
    for (const kind of ["mouseleave", "blur"]) mark.addEventListener(kind, () => why.classList.remove("lit"));
  }

  /* -- the lease: kept while the moderator does something, lost by an idle page */
  const lease = one("[data-lease]");
  if (!lease) return;
  const bar = lease.querySelector("progress");
  const clock = lease.querySelector("[data-clock]");
  let end = Date.now() + bar.value * 1000;
  let active = true;
  for (const kind of ["keydown", "pointermove", "wheel", "touchmove"]) {
    addEventListener(kind, () => (active = true), { passive: true });
  }
  const over = (sentence) => {
    clearInterval(ticking);
    clearInterval(beating);
    bar.value = 0;
    const words = lease.querySelector("[data-over]");
    if (sentence) words.textContent = sentence;
    words.hidden = false;
  };
  const tick = () => {
    const left = Math.max(0, Math.round((end - Date.now()) / 1000));
    bar.value = left;
    clock.textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
    lease.classList.toggle("low", left < 60);
    if (!left) over("");
  };
  const beat = async () => {
    if (!active) return;
    active = false;
    const body = new URLSearchParams({ csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value });
    try {
      const answer = await fetch(lease.dataset.lease, { method: "POST", body, headers: { Accept: "application/json" } });
      const said = await answer.json();
      if (answer.ok) end = Date.now() + said.seconds * 1000;
      else over(said.error);
    } catch {
      active = true; // the network is away: the clock runs on, and the next beat tries again
    }
  };
  const ticking = setInterval(tick, 1000);
  const beating = setInterval(beat, 60_000);
})();
