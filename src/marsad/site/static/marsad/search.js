// Suggest promises while a reader types in the box of the header: a combobox with a list (WAI-ARIA 1.2). Without it the box works.
const box = document.querySelector("input[data-suggest]");
if (box) {
  const list = document.createElement("ul");
  list.id = "find-suggestions";
  list.className = "suggestions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", box.dataset.suggestLabel);
  list.hidden = true;
  box.after(list);
  for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", list.id]]) {
    box.setAttribute(name, value);
  }
  let asked = "";
  let waiting = 0;
  let chosen = -1;

  const close = () => {
    list.hidden = true;
    chosen = -1;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
  };

  const choose = (number) => {
    const rows = [...list.children];
    chosen = (number + rows.length) % rows.length;
    rows.forEach((row, place) => row.setAttribute("aria-selected", String(place === chosen)));
    rows[chosen].scrollIntoView({ block: "nearest" });
    box.setAttribute("aria-activedescendant", rows[chosen].id);
  };

  const show = (rows) => {
    list.replaceChildren(
      ...rows.map((row, number) => {
        const item = document.createElement("li");
        item.id = `find-suggestion-${number}`;
        item.setAttribute("role", "option");
        item.setAttribute("aria-selected", "false");
        item.dataset.url = row.url;
        const title = document.createElement("span");
        title.dir = "auto";
        title.textContent = row.title;
        const verdict = document.createElement("small");
        verdict.textContent = row.verdict;
        item.append(title, verdict);
        return item;
      }),
    );
    chosen = -1;
    box.removeAttribute("aria-activedescendant");
    list.hidden = rows.length === 0;
    box.setAttribute("aria-expanded", String(rows.length > 0));
  };

  const ask = async () => {
    const question = box.value.trim();
    if (question === asked) return;
    asked = question;
    if (question.length < 2) {
      close();
      return;
    }
    try {
      const response = await fetch(`${box.dataset.suggest}?q=${encodeURIComponent(question)}`);
      const found = response.ok ? await response.json() : { suggestions: [] };
      if (question === asked && document.activeElement === box) show(found.suggestions);
    } catch {
      close(); // off line: the box still takes what is typed
    }
  };

  box.addEventListener("input", () => {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(ask, 180);
  });
  box.addEventListener("keydown", (event) => {
    if (event.isComposing || list.hidden) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      choose(event.key === "ArrowDown" ? chosen + 1 : chosen < 0 ? -1 : chosen - 1);
    } else if (event.key === "Enter" && chosen >= 0) {
      event.preventDefault();
      window.location.assign(list.children[chosen].dataset.url);
    } else if (event.key === "Escape") {
      event.preventDefault();
      close();
    }
  });
  list.addEventListener("mousedown", (event) => event.preventDefault()); // the box keeps the focus
  list.addEventListener("click", (event) => {
    const row = event.target.closest("li");
    if (row) window.location.assign(row.dataset.url);
  });
  box.addEventListener("blur", close);
}
