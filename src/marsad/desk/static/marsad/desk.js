/* The desk's keys and the marking of other words. The desk works without it; nothing here decides anything by itself. */
"use strict";

const root = document.documentElement;
root.classList.add("js");

// ── Keys: those printed on the buttons, by their place on the keyboard, so that the layout in use does not matter ──
const PLACES = {
  ar: {
    KeyR: "accept", KeyV: "reject", BracketLeft: "defer", KeyJ: "undo", KeyL: "note", KeyO: "assign", Semicolon: "whole",
    KeyK: "side", Comma: "nextPromise", KeyF: "sift", KeyT: "sift",
  },
  en: {
    KeyA: "accept", KeyR: "reject", KeyD: "defer", KeyU: "undo", KeyJ: "next", KeyK: "previous", KeyN: "note", KeyT: "assign",
    KeyB: "whole", KeyS: "side", KeyP: "nextPromise", Slash: "sift", KeyF: "sift",
  },
};
const LETTERS = {
  "ق": "accept", "ر": "reject", "ج": "defer", "ت": "undo", "م": "note", "خ": "assign", "ك": "whole", "ن": "side", "و": "nextPromise",
  "ب": "sift", "ف": "sift",
};
const STORED = "marsad.desk.keys";
const byId = (id) => document.getElementById(id);

function areKeysOn() {
  try {
    return localStorage.getItem(STORED) !== "off";
  } catch {
    return true; // storage may be forbidden; keys then stay on
  }
}

function isTyping(target) {
  return target instanceof Element && target.closest("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]") !== null;
}

function openFold(fold) {
  fold.open = true;
  const first = fold.querySelector("input:not([type=hidden]), button");
  if (first) first.focus();
}

function chooseNumber(number) {
  const reject = byId("reject");
  const defer = byId("defer");
  if (reject && reject.open) {
    const radio = reject.querySelectorAll("input[name=reason]")[number - 1];
    if (!radio) return false;
    radio.checked = true;
    if (radio.value === "other") reject.querySelector("textarea").focus();
    else radio.form.requestSubmit();
    return true;
  }
  if (defer && defer.open) {
    const button = defer.querySelectorAll("button[name=days]")[number - 1];
    if (button) button.click();
    return Boolean(button);
  }
  const stance = document.querySelectorAll("#accept input[name=stance]")[number - 1]; // 1 supports, 2 refutes, 3 discusses
  if (stance) {
    stance.checked = true;
    stance.focus();
    return true;
  }
  return false;
}

function closeFolds() {
  const room = document.querySelector(".room[open]");
  if (room) {
    room.open = false;
    room.querySelector("summary").focus();
    return true;
  }
  const open = [...document.querySelectorAll("#reject[open], #defer[open]")];
  for (const fold of open) {
    fold.open = false;
    fold.querySelector("summary").focus();
  }
  return open.length > 0;
}

function follow(id) {
  const link = byId(id);
  if (link) link.click();
  return Boolean(link);
}

const ACTS = {
  accept() {
    const form = byId("accept");
    if (form) form.requestSubmit();
    return Boolean(form);
  },
  reject() {
    const fold = byId("reject");
    if (fold) openFold(fold);
    return Boolean(fold);
  },
  defer() {
    const fold = byId("defer");
    if (fold) openFold(fold);
    return Boolean(fold);
  },
  undo() {
    const form = byId("undo");
    if (form) form.requestSubmit();
    return Boolean(form);
  },
  next: () => follow("next"),
  previous: () => follow("previous"),
  whole: () => follow("whole"),
  side: () => follow("side"),
  nextPromise: () => follow("next-promise"),
  assign() {
    const button = document.querySelector("[data-assign]");
    if (button) button.click();
    return Boolean(button);
  },
  note() {
    const notes = byId("notes");
    if (!notes) return false;
    notes.open = true;
    byId("note-words").focus();
    return true;
  },
  sift: openFilter,
};

function openFilter() {
  const field = byId("f-promise");
  if (!field || !field.closest(".queue-pane").checkVisibility()) return false;
  const fold = field.closest("details");
  if (fold) fold.open = true;
  field.focus();
  return true;
}

function actOf(event) {
  const isFree = !(event.target instanceof Element) || event.target.closest("input, summary, dialog") === null;
  if (event.key === "ArrowDown") return isFree ? "next" : null;
  if (event.key === "ArrowUp") return isFree ? "previous" : null;
  if (event.shiftKey) return null;
  const places = PLACES[root.lang === "ar" ? "ar" : "en"];
  return places[event.code] || LETTERS[event.key] || null;
}

document.addEventListener("keydown", (event) => {
  const dialog = byId("keys");
  if ((dialog && dialog.open) || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  if (isTyping(event.target)) return;
  if (event.key === "Escape" && (closeFolds() || follow("back"))) return event.preventDefault();
  if (!dialog || !areKeysOn()) return;
  if (event.key === "?" || event.key === "؟") {
    event.preventDefault();
    return dialog.showModal();
  }
  const digit = /^(?:Digit|Numpad)([1-9])$/.exec(event.code);
  if (digit && !event.shiftKey && chooseNumber(Number(digit[1]))) return event.preventDefault();
  const act = actOf(event);
  if (act && ACTS[act]()) event.preventDefault();
});

const keysOpen = byId("keys-open");
if (keysOpen) keysOpen.addEventListener("click", () => byId("keys").showModal());
const keysOn = byId("keys-on");
if (keysOn) {
  keysOn.checked = areKeysOn();
  keysOn.addEventListener("change", () => {
    try {
      localStorage.setItem(STORED, keysOn.checked ? "on" : "off");
    } catch {
      keysOn.checked = true; // it cannot be remembered, so it is not promised
    }
  });
}

// ── Other words: what is marked in the text is offered as the quote; offsets are characters of the document's text ──
const text = byId("text");
const accept = byId("accept");
const chosen = byId("chosen");

function segmentAt(node) {
  const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
  return element ? element.closest("[data-start]") : null;
}

function offsetOf(node, offset, isEnd) {
  const segment = segmentAt(node);
  if (segment && text.contains(segment)) {
    const before = node.nodeType === Node.TEXT_NODE ? node.data.slice(0, offset) : offset > 0 ? segment.textContent : "";
    return Number(segment.dataset.start) + Array.from(before).length; // code points, as the server counts
  }
  // Between segments: go to the nearest one inside the selection.
  const edge = document.createRange();
  edge.setStart(node, offset);
  const segments = [...text.querySelectorAll("[data-start]")];
  const before = segments.filter((one) => edge.comparePoint(one, 0) < 0);
  const after = segments.filter((one) => edge.comparePoint(one, 0) >= 0);
  if (isEnd) {
    const last = before.at(-1);
    return last ? Number(last.dataset.start) + Array.from(last.textContent).length : null;
  }
  return after.length ? Number(after[0].dataset.start) : null;
}

// A quote neither begins nor ends inside a word, nor with a space.
function wholeWords(start, end) {
  const isSpace = (letter) => letter === undefined || /\s/u.test(letter);
  for (const segment of text.querySelectorAll("[data-start]")) {
    const from = Number(segment.dataset.start);
    const letters = Array.from(segment.textContent);
    const isWithin = (offset) => offset >= from && offset <= from + letters.length;
    if (isWithin(start)) {
      while (start < end && letters[start - from] !== undefined && isSpace(letters[start - from])) start += 1;
      while (start > from && !isSpace(letters[start - from]) && !isSpace(letters[start - from - 1])) start -= 1;
    }
    if (isWithin(end)) {
      while (end > start && end > from && isSpace(letters[end - from - 1])) end -= 1;
      while (!isSpace(letters[end - from]) && !isSpace(letters[end - from - 1])) end += 1;
    }
  }
  return [start, end];
}

function wordsBetween(start, end) {
  const parts = [];
  for (const paragraph of text.querySelectorAll("p")) {
    let part = "";
    for (const segment of paragraph.querySelectorAll("[data-start]")) {
      const from = Number(segment.dataset.start);
      const letters = Array.from(segment.textContent);
      part += letters.slice(Math.max(0, start - from), Math.max(0, end - from)).join("");
    }
    if (part) parts.push(part);
  }
  return parts.join("\n");
}

function showChosen(start, end, state) {
  chosen.querySelector("blockquote").textContent = wordsBetween(start, end);
  for (const part of chosen.querySelectorAll("[data-when]")) part.hidden = part.dataset.when !== state;
  chosen.hidden = false;
}

let offered = null;

function take() {
  if (!offered) return;
  [accept.elements.start.value, accept.elements.end.value] = offered;
  showChosen(...offered, "taken");
  byId("drop").focus();
}

function drop() {
  offered = null;
  accept.elements.start.value = "";
  accept.elements.end.value = "";
  chosen.hidden = true;
}

function takeSelection() {
  const selection = document.getSelection();
  if (!selection || selection.rangeCount === 0 || selection.isCollapsed) return;
  const range = selection.getRangeAt(0);
  if (!text.contains(range.startContainer) || !text.contains(range.endContainer)) return;
  const start = offsetOf(range.startContainer, range.startOffset, false);
  const end = offsetOf(range.endContainer, range.endOffset, true);
  if (start === null || end === null || end <= start || !wordsBetween(start, end).trim()) return;
  offered = wholeWords(start, end);
  showChosen(...offered, "offered");
}

if (text && accept && chosen) {
  document.addEventListener("mouseup", () => setTimeout(takeSelection));
  document.addEventListener("touchend", () => setTimeout(takeSelection, 350));
  document.addEventListener("keyup", (event) => event.shiftKey && takeSelection());
  byId("take").addEventListener("click", take);
  byId("drop").addEventListener("click", drop);
  accept.elements.sentence.addEventListener("change", drop);
  if (accept.elements.start.value && accept.elements.end.value) {
    offered = [Number(accept.elements.start.value), Number(accept.elements.end.value)];
    showChosen(...offered, "taken");
  }
}

// ── The queue keeps the chosen row in sight ──
const current = document.querySelector(".queue a[aria-current]");
const pane = document.querySelector(".queue-pane");
if (current && pane && current.offsetTop + current.offsetHeight - pane.offsetTop > pane.clientHeight) {
  pane.scrollTop = current.offsetTop - pane.offsetTop - pane.clientHeight / 3;
}

// ── The menu's groups close when one leaves them ──
function closeRooms(except) {
  for (const room of document.querySelectorAll(".room[open]")) if (room !== except) room.open = false;
}
document.addEventListener("click", (event) => closeRooms(event.target instanceof Element ? event.target.closest(".room") : null));
document.addEventListener("focusin", (event) => closeRooms(event.target instanceof Element ? event.target.closest(".room") : null));

// ── A form that came back: the first field to mend is at hand; where none is at fault, what the rules found, or why it was refused ──
const unmended = ["[aria-invalid=true]", ".checked", "[role=alert]"].map((one) => document.querySelector(`main ${one}`)).find(Boolean);
if (unmended) {
  const fold = unmended.closest("details");
  if (fold) fold.open = true;
  if (!unmended.matches("input, select, textarea")) unmended.tabIndex = -1;
  unmended.focus({ preventScroll: true });
  unmended.scrollIntoView({ block: "center" }); // clear of the buttons that stick to the lower edge
}
