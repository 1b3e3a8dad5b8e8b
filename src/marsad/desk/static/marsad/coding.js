/* Keys of blind coding: a number chooses the verdict at that place. The page works without it. */
"use strict";

const codingForm = document.getElementById("coding-form");
if (codingForm) {
  document.addEventListener("keydown", (event) => {
    const isTyping = event.target instanceof Element && event.target.closest("input:not([type=checkbox]):not([type=radio]), textarea, select, summary, dialog");
    if (isTyping || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || event.repeat) return;
    try {
      if (localStorage.getItem("marsad.desk.keys") === "off") return;
    } catch {
      // storage may be forbidden; keys then stay on
    }
    const digit = /^(?:Digit|Numpad)([1-9])$/.exec(event.code);
    const radio = digit && codingForm.querySelectorAll("input[name=verdict]")[Number(digit[1]) - 1];
    if (!radio) return;
    event.preventDefault();
    radio.checked = true;
    radio.focus();
    radio.dispatchEvent(new Event("change", { bubbles: true }));
  });
}
