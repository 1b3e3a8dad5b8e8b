"""One person at one browser: Debian's or the system's Chromium, driven by Playwright, and what they would take amiss."""

import shutil

from axe_playwright_python.sync_playwright import Axe

from tests.observatory import PASSWORD

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]
ALL = {
    "preload": False,
    "resultTypes": ["violations"],
}  # with preload, axe fetches style sheets anew for rules that are not asked
CONTRAST = {**ALL, "runOnly": ["color-contrast"]}
RUN = (
    "options => axe.run(document, options).then(found => found.violations)"  # what passed is long, and would all be carried over
)
# axe skips the contrast of joined Arabic letters without a word: before it runs, each is put as a Cyrillic one of its own, which
# stands apart from its neighbours and is in none of our fonts.
APART = """() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const put = letter => String.fromCharCode(letter.charCodeAt(0) - 0x200);
  while (walker.nextNode()) walker.currentNode.data = walker.currentNode.data.replace(/[\\u0600-\\u06ff]/g, put);
}"""
NOT_LOADED = "Failed to load resource"
HAND_IN = "() => { const form = document.querySelector('main form'); form.noValidate = true; form.requestSubmit(); }"
# What stands outside the page's width, but for what scrolls in a frame of its own; the outermost alone.
WIDE = """() => {
  const page = document.documentElement, most = page.clientWidth;
  if (page.scrollWidth <= most) return [];
  const frames = element => {
    for (let at = element.parentElement; at; at = at.parentElement)
      if (['auto', 'scroll', 'hidden', 'clip'].includes(getComputedStyle(at).overflowX)) return true;
    return false;
  };
  const found = [...document.body.querySelectorAll('*')].filter(element => {
    const box = element.getBoundingClientRect();
    return box.width > 1 && (box.right > most + 1 || box.left < -1) && !frames(element);
  });
  return found.filter(one => !found.includes(one.parentElement)).slice(0, 3)
    .map(one => one.outerHTML.slice(0, one.outerHTML.indexOf('>') + 1).slice(0, 120) + ' ' + one.textContent.trim().slice(0, 40));
}"""


def find_chromium():
    """Return the path of Chromium, or None where there is none."""
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


class Visitor:
    """Every console error they meet is kept, and every address that is asked for elsewhere than at *base*."""

    def __init__(self, browser, base, width, theme="light", locale="ar", workers="block"):
        self.context = browser.new_context(
            viewport={"width": width, "height": 844},
            locale=locale,
            color_scheme=theme,
            reduced_motion="reduce",
            service_workers=workers,
        )
        self.page = self.context.new_page()
        self.base, self.errors, self.not_loaded, self.elsewhere = base, [], [], []
        self.page.set_default_timeout(15_000)
        self.page.on("console", self._hears)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("request", lambda asked: self._notes(asked.url))

    def _hears(self, message):
        if message.type == "error":
            self.errors.append(message.text)
            if message.text.startswith(NOT_LOADED):
                self.not_loaded.append(message.location["url"])

    def _notes(self, url):
        if not url.startswith((self.base, "data:", "blob:")):
            self.elsewhere.append(url)

    def goes_to(self, path, status=200):
        response = self.page.goto(self.base + path)
        assert response.status == status, f"{path} answered {response.status}"
        return self.page

    def signs_in(self, username):
        self.goes_to("/accounts/login/?next=/desk/")
        self.page.fill("input[name=login]", username)
        self.page.fill("input[name=password]", PASSWORD)
        self.page.locator("form:has(input[name=login]) button").first.click()
        self.page.wait_for_url("**/desk/**")

    def sees(self, sight):
        """Go to *sight*, hand its form in where it says so, and return the answer; what was met before is forgotten."""
        for met in (self.errors, self.not_loaded, self.elsewhere):
            met.clear()
        answer = self.page.goto(self.base + sight.path)
        if sight.hands_in:
            with self.page.expect_navigation():
                self.page.evaluate(HAND_IN)
        return answer

    def troubles(self):
        """Return what is wrong with the page as (kind, what): errors, requests to elsewhere, what stands outside its width."""
        errors = [line for line in self.errors if not line.startswith(NOT_LOADED)]
        lost = [url for url in self.not_loaded if url != self.page.url]  # that the page itself answers 404 is such an error too
        found = {"console": errors, "lost": lost, "elsewhere": self.elsewhere, "sideways": self.page.evaluate(WIDE)}
        return [(kind, line) for kind, lines in found.items() for line in lines]

    def finds(self, *other_themes):
        """Return what axe finds, a line each, and what contrast lacks in other themes; the page is of no use afterwards."""
        self.page.evaluate(APART)
        self.page.evaluate(Axe().axe_script)
        found = [_told(fault) for fault in self.page.evaluate(RUN, ALL)]
        for theme in other_themes:
            self.page.emulate_media(color_scheme=theme)
            found += [f"{theme}: {_told(fault)}" for fault in self.page.evaluate(RUN, CONTRAST)]
        return found

    def finds_no_fault(self):
        """Fail on a console error, on sideways scrolling, and on any violation that axe finds."""
        assert self.errors == []
        assert self.page.evaluate(WIDE) == [], f"{self.page.url} scrolls sideways"
        found = self.finds()
        assert found == [], f"{self.page.url}: {found}"


def _told(fault):
    return f"{fault['id']} ({fault['impact']}, {len(fault['nodes'])}): {fault['nodes'][0]['html'][:160]}"
