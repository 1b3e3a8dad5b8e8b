// What a page says once the line to the observatory breaks, forms that then stay with the reader, and, on pages for readers, the
// worker that puts a page of ours in the place of the browser's own error. Without it nothing is lost but these words.
const line = document.currentScript;
const told = document.querySelector(".no-line");

// A browser that has no network at all may still reach a server on its own machine: one short request tells.
const isCut = () => fetch(line.src, { method: "HEAD", cache: "no-store" }).then(() => false, () => true);

if (told) {
  addEventListener("offline", async () => {
    if (await isCut()) told.textContent = told.dataset.told;
  });
  addEventListener("online", () => told.replaceChildren());

  let passed = null;
  const holdBack = async (event) => {
    const form = event.target;
    if (navigator.onLine || form === passed || form.getAttribute("method")?.toLowerCase() !== "post") return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (await isCut()) {
      told.textContent = told.dataset.unsent;
      return;
    }
    passed = form;
    form.requestSubmit(event.submitter);
  };
  document.addEventListener("submit", holdBack, true);
}

if (line.dataset.worker && navigator.serviceWorker) {
  addEventListener("load", () => navigator.serviceWorker.register(line.dataset.worker).catch(() => {})); // refused: as without it
}
if (line.dataset.waits) addEventListener("online", () => location.reload());
