// Search in a copy of the site that has no server: loads, as scripts, those parts of the index that hold what is asked for.
(() => {
  const part = document.getElementById("mirror-found");
  const box = document.querySelector("form.ask input[name=q]");
  const { learn, cut, word, stem, isIdle, number, mayBeMended, nearest } = window.marsadWords;
  const SHOWN = 10;
  const LONGEST = 300; // letters of a question
  const MOST_WORDS = 16;
  const LANGUAGES = ["ar", "en", "ckb"]; // in which the index tells a verdict
  const JOINED = ["ل", "ب", "ك", "ف", "و"];
  const WEIGHTS = { A: 4, B: 1.5, C: 1 };
  const MENDED = 0.7; // of what a word counts that was meant beside one that was asked for
  const ENDS = 3; // letters at the beginning and the end of a word, under which its likes are kept
  const QUOTED = /"([^"]*)"|«([^»]*)»|[“„]([^“”]*)[“”]/g;

  const copy = { waiting: new Map(), kept: new Map(), rules: null };
  const keeps = (name) => (place, rows) => copy.kept.set(`${name}-${place}`, rows);
  window.marsadCopy = {
    about(rules) {
      copy.rules = rules;
      learn(rules);
    },
    words: keeps("words"),
    pairs: keeps("pairs"),
    likes: keeps("likes"),
    promises: keeps("promises"),
  };

  const load = (name) => {
    if (!copy.waiting.has(name)) {
      copy.waiting.set(
        name,
        new Promise((done, failed) => {
          const script = document.createElement("script");
          script.src = `${part.dataset.root}search/index/${name}.js`;
          script.onload = () => done(copy.kept.get(name));
          script.onerror = () => failed(new Error(name));
          document.head.append(script);
        }),
      );
    }
    return copy.waiting.get(name);
  };
  const looksUp = async (name, key) => (await load(`${name}-${number(key) % copy.rules[name]}`))[key];

  // A question: its words, once each, and its phrases, each the words that must stand together.
  const asked = (question) => {
    const text = question.slice(0, LONGEST);
    const phrases = [...text.matchAll(QUOTED)]
      .map(([, plain, guillemets, curly]) => cut(plain ?? guillemets ?? curly).map((found) => word(found[0])).filter(Boolean))
      .filter((phrase) => phrase.length > 1);
    const words = cut(text).map((found) => found[0]);
    const telling = words.filter((written) => !isIdle(written));
    const once = new Map((telling.length ? telling : words).map((written) => [stem(written), written]).reverse());
    once.delete("");
    return { phrases, words: [...once].reverse().slice(0, MOST_WORDS).map(([key, written]) => ({ key, written })) };
  };

  const bearers = async (key) => {
    const found = [];
    let place = 0;
    for (const [, step, where] of ((await looksUp("words", key)) ?? "").matchAll(/([0-9a-z]+)([A-C])/g)) {
      place += parseInt(step, 36);
      found.push([place, WEIGHTS[where]]);
    }
    return found;
  };

  const bearsPair = async (left, right) => {
    const pair = number(`${left} ${right}`);
    const rows = (await load(`pairs-${pair % copy.rules.pairs}`))[pair.toString(36)];
    let place = 0;
    return new Set((rows ? rows.split(",") : []).map((step) => (place += parseInt(step, 36))));
  };
  // The promises that bear the phrase: each two of its words stand together in them. null where no phrase is asked for.
  const bearsPhrases = async (phrases) => {
    const pairs = phrases.flatMap((phrase) => phrase.slice(1).map((right, place) => [phrase[place], right]));
    const found = await Promise.all(pairs.map(([left, right]) => bearsPair(left, right)));
    return found.length ? found.reduce((both, one) => new Set([...both].filter((place) => one.has(place)))) : null;
  };

  const meant = async (key) => {
    const likes = await Promise.all([looksUp("likes", `${key.slice(0, ENDS)}-`), looksUp("likes", `-${key.slice(-ENDS)}`)]);
    return nearest(key, likes.flatMap((row) => (row ? row.split(" ") : [])).map((one) => [one.split(":")[0], parseInt(one.split(":")[1], 36)]));
  };

  // A word as it is looked for: its stems, who bears one of them, and as what it was meant where nobody bears it.
  const lookFor = async ({ key, written }) => {
    const found = await bearers(key);
    if (found.length) return { stems: [key], found, meant: "" };
    if (key.length >= 4 && JOINED.includes(key[0])) {
      const apart = await bearers(key.slice(1));
      if (apart.length) return { stems: [key.slice(1)], found: apart, meant: "" };
    }
    const others = mayBeMended(word(written)) ? await meant(word(written)) : [];
    const stems = [...new Set(others.map(stem))];
    const best = new Map();
    for (const rows of await Promise.all(stems.map(bearers))) {
      for (const [place, weight] of rows) best.set(place, Math.max(best.get(place) ?? 0, MENDED * weight));
    }
    return { stems: stems.length ? stems : [key], found: [...best], meant: others[0] ?? "" };
  };

  const find = async (question) => {
    const { words, phrases } = asked(question);
    const [looked, together] = await Promise.all([Promise.all(words.map(lookFor)), bearsPhrases(phrases)]);
    const scores = new Map();
    for (const { found } of looked) {
      const rarity = Math.log(1 + copy.rules.promises / (found.length || 1));
      for (const [place, weight] of found.filter(([one]) => !together || together.has(one))) {
        const [count, score] = scores.get(place) ?? [0, 0];
        scores.set(place, [count + 1, score + weight * rarity]);
      }
    }
    const ranked = [...scores].sort((a, b) => b[1][0] - a[1][0] || b[1][1] - a[1][1] || a[0] - b[0]);
    const most = ranked.length ? ranked[0][1][0] : 0;
    const best = ranked.filter(([, [count]]) => count === most);
    const mended = looked.some((one) => one.meant) ? looked.map((one, place) => one.meant || words[place].written).join(" ") : "";
    return { numbers: best.map(([place]) => place), stems: looked.flatMap((one) => one.stems), isWhole: most === words.length, mended };
  };

  const mark = (text, stems) => {
    const pieces = [];
    let at = 0;
    for (const found of cut(text)) {
      if (!stems.includes(stem(found[0]))) continue;
      const marked = document.createElement("mark");
      marked.textContent = found[0];
      pieces.push(text.slice(at, found.index), marked);
      at = found.index + found[0].length;
    }
    return [...pieces, text.slice(at)];
  };
  const bears = (text, stems) => new Set(cut(text).map((found) => stem(found[0])).filter((key) => stems.includes(key))).size;

  const show = ([key, arabic, english, verdict, texts], stems) => {
    const isEnglish = part.dataset.language === "en";
    const item = document.createElement("li");
    const title = document.createElement("h2");
    const link = document.createElement("a");
    link.href = `${part.dataset.root}${part.dataset.pages}promises/${key}/index.html`;
    link.dir = "auto";
    link.append(...mark((isEnglish && english) || arabic, stems));
    title.append(link);
    const stands = document.createElement("p");
    stands.className = "soft";
    stands.textContent = verdict < 0 ? part.dataset.unrated : copy.rules.verdicts[verdict][Math.max(0, LANGUAGES.indexOf(part.dataset.language))];
    const best = texts.map((text) => [bears(text, stems), text]).sort((a, b) => b[0] - a[0])[0];
    item.append(title, stands);
    if (best) {
      const snippet = document.createElement("p");
      snippet.className = "snippet";
      snippet.dir = "auto";
      snippet.append(...mark(best[1], stems));
      item.append(snippet);
    }
    return item;
  };

  const answer = async (question) => {
    const [meaning, count, list, more] = part.querySelectorAll(".meant, .count, .hits, button");
    const { numbers, stems, isWhole, mended } = await find(question);
    if (mended) {
      const link = document.createElement("a");
      link.href = `?q=${encodeURIComponent(mended)}`;
      link.dir = "auto";
      link.textContent = mended;
      meaning.append(link);
      meaning.hidden = false;
    }
    const told = numbers.length === 0 ? part.dataset.none : numbers.length === 1 ? part.dataset.one : `${part.dataset.many} ${numbers.length}`;
    count.textContent = numbers.length && !isWhole ? `${part.dataset.part} ${told}` : told;
    let shown = 0;
    const next = async () => {
      const batch = numbers.slice(shown, shown + SHOWN);
      shown += batch.length;
      const chunks = await Promise.all(batch.map((one) => load(`promises-${Math.floor(one / copy.rules.chunk)}`)));
      list.append(...batch.map((one, place) => show(chunks[place][one % copy.rules.chunk], stems)));
      more.hidden = shown >= numbers.length;
    };
    more.textContent = part.dataset.more;
    more.addEventListener("click", async () => {
      const place = shown;
      await next();
      list.children[place]?.querySelector("a").focus();
    });
    await next();
  };

  if (part && box) {
    const question = (new URLSearchParams(window.location.search).get("q") ?? "").trim();
    box.value = question;
    if (question) {
      part.hidden = false;
      document.getElementById("mirror-help").hidden = true;
      load("about")
        .then(() => answer(question))
        .catch(() => {
          part.querySelector(".count").textContent = part.dataset.broken;
        });
    }
  }
})();
