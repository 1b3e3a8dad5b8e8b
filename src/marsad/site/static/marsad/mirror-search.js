// Search in a copy of the site that has no server: loads, as scripts, those parts of the index that hold the words asked for.
(() => {
  const part = document.getElementById("mirror-found");
  const box = document.querySelector("form.ask input[name=q]");
  const SHOWN = 10;
  const LANGUAGES = ["ar", "en", "ckb"]; // in which the index tells a verdict
  // Light10 stemming as text/tokens.py has it, Sorani and English endings as text/search/prepare.py; a test holds them together.
  const PREFIXES = ["وبال", "وكال", "فبال", "وال", "بال", "كال", "فال", "ولل", "فلل", "ال", "لل"];
  const SUFFIXES = ["هما", "هم", "ها", "ان", "ات", "ون", "ين", "يه", "ية", "ه", "ة", "ي"];
  const SORANI = ["هكانيان", "هكان", "هكهي", "هكه", "يهكان", "انه", "يك", "ێك", "ان", "ي"];
  const ENGLISH = [["ies", "y"], ["sses", "ss"], ["ing", ""], ["ed", ""], ["s", ""]];
  const JOINED = ["ل", "ب", "ك", "ف", "و"];
  const WEIGHTS = { A: 4, B: 1.5, C: 1 };

  const copy = { waiting: new Map(), kept: new Map(), rules: null };
  window.marsadCopy = {
    about(rules) {
      copy.rules = rules;
      copy.idle = new Set(rules.idle.split(" "));
      copy.folds = new Map(Object.entries(rules.folds).flatMap(([key, letters]) => [...letters].map((one) => [one, key])));
      copy.seat = new RegExp(`[${rules.seats}][${rules.marks}]*?\u0654`, "g");
    },
    words: (number, rows) => copy.kept.set(`words-${number}`, rows),
    promises: (number, rows) => copy.kept.set(`promises-${number}`, rows),
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

  const bare = (text) => text.normalize("NFKD").replace(/[\p{Mn}\p{Me}\p{Cf}]/gu, "");
  const foldLetter = (letter) =>
    bare(bare([...letter.normalize("NFKC")].map((one) => copy.folds.get(one) ?? one).join("")).toLowerCase());
  const fold = (text) => [...text.replace(copy.seat, "ء")].map(foldLetter).join("");

  const light = (written) => {
    let word = written.split("ة").map(fold).join("ة");
    const opens = () => PREFIXES.some((one) => word.startsWith(one));
    if (word.startsWith("و") && word.length > 3 && !opens()) word = word.slice(1);
    const prefix = PREFIXES.find((one) => word.startsWith(one) && word.length - one.length >= 2);
    if (prefix) word = word.slice(prefix.length);
    const suffix = SUFFIXES.find((one) => word.endsWith(one) && word.length - one.length >= 2);
    if (suffix) word = word.slice(0, -suffix.length);
    return word.replaceAll("ة", "ه");
  };

  const plain = (key) => [...key].filter((one) => /[\p{L}\p{N}]/u.test(one)).join("").slice(0, 40);
  const stem = (written) => {
    const word = plain(fold(written));
    if (/^[\x00-\x7f]*$/.test(word)) {
      const ending = ENGLISH.find(([one]) => word.endsWith(one) && word.length - one.length >= 3 && !word.endsWith("ss"));
      return ending ? word.slice(0, -ending[0].length) + ending[1] : word;
    }
    if (/[ڕڵێۆژگپچڤ]/.test(word)) {
      const ending = SORANI.find((one) => word.endsWith(one) && word.length - one.length >= 3);
      return ending ? word.slice(0, -ending.length) : word;
    }
    return plain(light(written)) || word;
  };

  const cut = (text) => [...text.replaceAll("_", " ").matchAll(/[\p{L}\p{N}][\p{L}\p{N}\p{M}\u0640\u200c\u200d]*/gu)];
  const asked = (question) => {
    const words = cut(question.slice(0, 300)).map((found) => found[0]);
    const telling = words.filter((word) => !copy.idle.has(plain(fold(word))));
    return [...new Set((telling.length ? telling : words).map(stem))].filter(Boolean).slice(0, 16);
  };
  window.marsadCopy.stem = stem; // for whoever holds this script against the index

  const shardOf = (key) => {
    let code = 0;
    for (const letter of key) code = (Math.imul(code, 31) + letter.charCodeAt(0)) >>> 0;
    return code % copy.rules.shards;
  };

  const bearers = async (key) => {
    const rows = await load(`words-${shardOf(key)}`);
    const found = [];
    let number = 0;
    for (const [, step, place] of (rows[key] ?? "").matchAll(/([0-9a-z]+)([A-C])/g)) {
      number += parseInt(step, 36);
      found.push([number, WEIGHTS[place]]);
    }
    return found;
  };

  const find = async (stems) => {
    const scores = new Map();
    const looked = await Promise.all(
      stems.map(async (key) => {
        const found = await bearers(key);
        const joined = found.length === 0 && key.length >= 4 && JOINED.includes(key[0]);
        return joined ? [key.slice(1), await bearers(key.slice(1))] : [key, found];
      }),
    );
    for (const [, found] of looked) {
      const rarity = Math.log(1 + copy.rules.promises / (found.length || 1));
      for (const [number, weight] of found) {
        const [words, score] = scores.get(number) ?? [0, 0];
        scores.set(number, [words + 1, score + weight * rarity]);
      }
    }
    const ranked = [...scores].sort((a, b) => b[1][0] - a[1][0] || b[1][1] - a[1][1] || a[0] - b[0]);
    const most = ranked.length ? ranked[0][1][0] : 0;
    const best = ranked.filter(([, [words]]) => words === most);
    return { numbers: best.map(([number]) => number), stems: looked.map(([key]) => key), isWhole: most === stems.length };
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
    const word = document.createElement("p");
    word.className = "soft";
    word.textContent = verdict < 0 ? part.dataset.unrated : copy.rules.verdicts[verdict][Math.max(0, LANGUAGES.indexOf(part.dataset.language))];
    const best = texts.map((text) => [bears(text, stems), text]).sort((a, b) => b[0] - a[0])[0];
    item.append(title, word);
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
    const [count, list, more] = part.querySelectorAll(".count, .hits, button");
    const { numbers, stems, isWhole } = await find(asked(question));
    const told = numbers.length === 0 ? part.dataset.none : numbers.length === 1 ? part.dataset.one : `${part.dataset.many} ${numbers.length}`;
    count.textContent = numbers.length && !isWhole ? `${part.dataset.part} ${told}` : told;
    let shown = 0;
    const next = async () => {
      const batch = numbers.slice(shown, shown + SHOWN);
      shown += batch.length;
      const chunks = await Promise.all(batch.map((number) => load(`promises-${Math.floor(number / copy.rules.chunk)}`)));
      list.append(...batch.map((number, place) => show(chunks[place][number % copy.rules.chunk], stems)));
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
