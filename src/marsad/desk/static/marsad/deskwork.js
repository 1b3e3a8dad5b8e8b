/* Drafts kept while one types, and word of who else has a record open. Without it there is a button, and a list of drafts. */
"use strict";

const csrf = () => document.querySelector("input[name=csrfmiddlewaretoken]")?.value || "";
const ask = (address, fields) =>
  fetch(address, { method: "POST", body: fields, headers: { "X-Requested-With": "fetch", "X-CSRFToken": csrf() }, keepalive: true });

// ── Drafts: a form that holds a .draft part is kept under its name, a little after one stops typing and when the page goes ──
const WAIT_MS = 1200;
const UNKEPT = new Set(["csrfmiddlewaretoken", "next", "at"]);

function fieldsOf(form) {
  const kept = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (!UNKEPT.has(name) && typeof value === "string") kept.append(name, value);
  return kept;
}

function fill(form, fields) {
  for (const input of form.elements) {
    if (!input.name || UNKEPT.has(input.name) || input.name === "draft" || input.type === "hidden" || input.tagName === "BUTTON") continue;
    const values = fields[input.name] || [];
    if (input.type === "checkbox" || input.type === "radio") input.checked = values.includes(input.value);
    else if (input.type !== "file" && input.name in fields) input.value = values[0] ?? "";
  }
  for (const fold of form.querySelectorAll("details")) {
    if ([...fold.querySelectorAll("textarea, select")].some((one) => one.value)) fold.open = true;
  }
}

function keepDraft(part) {
  const form = part.closest("form");
  const state = part.querySelector(".draft-state");
  const offer = part.querySelector(".draft-offer");
  const address = "/desk/drafts/";
  const key = part.dataset.draft;
  let timer = 0;
  let isLeaving = false;
  let kept = fieldsOf(form).toString();

  part.querySelector(".without-script")?.remove(); // else Enter in a field would press it
  async function save() {
    clearTimeout(timer);
    timer = 0;
    const fields = fieldsOf(form);
    const asText = fields.toString();
    if (isLeaving || asText === kept) return;
    try {
      const answer = await ask(`${address}save/`, fields);
      if (!answer.ok) throw new Error(answer.status);
      const told = await answer.json();
      kept = asText;
      state.textContent = `${part.dataset.saved} ${told.saved_at}`;
    } catch {
      state.textContent = part.dataset.unsaved;
    }
  }
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(save, WAIT_MS);
  });
  form.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    isLeaving = true;
    clearTimeout(timer);
  });
  addEventListener("pagehide", () => timer && save());
  addEventListener("pageshow", (event) => {
    if (event.persisted) isLeaving = false;
  });
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && timer && save());

  if (!offer) return;
  const offered = fetch(`${address}${key}/`).then((answer) => (answer.ok ? answer.json() : null));
  offer.querySelector("[data-draft-use]").addEventListener("click", async () => {
    const found = await offered;
    if (found) fill(form, found.fields);
    kept = fieldsOf(form).toString();
    form.dispatchEvent(new Event("change", { bubbles: true }));
    offer.remove();
    form.querySelector("textarea, input:not([type=hidden]), select")?.focus();
  });
  offer.querySelector("[data-draft-drop]").addEventListener("click", async () => {
    await ask(`${address}drop/`, new URLSearchParams({ draft: key }));
    offer.remove();
  });
}
for (const part of document.querySelectorAll("form .draft")) keepDraft(part);

// ── Presence: one sign when the page opens and one a minute while it is looked at, one when it goes ──
const BEAT_MS = 60_000;

function tellPresence(place) {
  const { record, opening } = place.dataset;
  async function beat() {
    if (document.visibilityState !== "visible") return;
    try {
      const answer = await ask("/desk/present/", new URLSearchParams({ record, opening }));
      if (answer.status !== 200) return;
      const words = new DOMParser().parseFromString(await answer.text(), "text/html").body;
      if (words.textContent.trim() !== place.textContent.trim()) place.replaceChildren(...words.childNodes);
    } catch {
      // the next beat tells
    }
  }
  beat();
  setInterval(beat, BEAT_MS);
  document.addEventListener("visibilitychange", beat);
  addEventListener("pagehide", () => ask("/desk/present/", new URLSearchParams({ record, opening, gone: "1" })).catch(() => {}));
}
for (const place of document.querySelectorAll("[data-record]")) tellPresence(place);

// ── Side by side on a phone: one of the three at a time ──
const tabs = [...document.querySelectorAll(".side-tabs a")];
function showSide(id) {
  for (const tab of tabs) {
    const isShown = tab.hash === id;
    if (isShown) tab.setAttribute("aria-current", "true");
    else tab.removeAttribute("aria-current");
    document.querySelector(tab.hash).classList.toggle("shown", isShown);
  }
}
if (tabs.length) {
  for (const tab of tabs) {
    tab.addEventListener("click", (event) => {
      event.preventDefault();
      showSide(tab.hash);
    });
  }
  showSide(tabs.some((tab) => tab.hash === location.hash) ? location.hash : tabs[0].hash);
  document.querySelector("#side-text mark")?.scrollIntoView({ block: "nearest" });
}
