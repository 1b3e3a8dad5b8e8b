/* Keys and passkeys: show what needs the script, and say in words what went wrong with a key. */
"use strict";
for (const part of document.querySelectorAll(".needs-script")) part.hidden = !window.PublicKeyCredential;

const REASONS = { NotAllowedError: "stopped", AbortError: "stopped", InvalidStateError: "known", SecurityError: "place" };

document.addEventListener("allauth.error", (event) => {
  const trouble = document.getElementById("key_trouble");
  if (!trouble) return;
  event.preventDefault(); // it is told on the page, and need not be told to the console
  trouble.textContent = trouble.dataset[REASONS[event.detail.exception.name] || "other"];
  trouble.hidden = false;
});
