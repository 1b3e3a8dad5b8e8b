// Words in a copy of the site that has no server: folded, stemmed and mended as the site's own search does.
(() => {
  // Light10 stemming as text/tokens.py has it, Sorani and English endings as text/search/prepare.py; a test holds them together.
  const PREFIXES = ["وبال", "وكال", "فبال", "وال", "بال", "كال", "فال", "ولل", "فلل", "ال", "لل"];
  const SUFFIXES = ["هما", "هم", "ها", "ان", "ات", "ون", "ين", "يه", "ية", "ه", "ة", "ي"];
  const SORANI = ["هكانيان", "هكان", "هكهي", "هكه", "يهكان", "انه", "يك", "ێك", "ان", "ي"];
  const ENGLISH = [["ies", "y"], ["sses", "ss"], ["ing", ""], ["ed", ""], ["s", ""]];
  const SHORTEST_MENDED = 4;
  const TWO_SLIPS = 7; // letters of a word that may hold two
  const MOST_MEANT = 3;
  const PRIME = 0x01000193;

  const rules = { folds: new Map(), idle: new Set(), seat: null };
  const learn = (told) => {
    rules.idle = new Set(told.idle.split(" "));
    rules.folds = new Map(Object.entries(told.folds).flatMap(([key, letters]) => [...letters].map((one) => [one, key])));
    rules.seat = new RegExp(`[${told.seats}][${told.marks}]*?\u0654`, "g");
  };

  const bare = (text) => text.normalize("NFKD").replace(/[\p{Mn}\p{Me}\p{Cf}]/gu, "");
  const foldLetter = (letter) =>
    bare(bare([...letter.normalize("NFKC")].map((one) => rules.folds.get(one) ?? one).join("")).toLowerCase());
  const fold = (text) => [...text.replace(rules.seat, "ء")].map(foldLetter).join("");

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
  const word = (written) => plain(fold(written));
  const isIdle = (written) => rules.idle.has(word(written));

  // A number of 32 bits for a text, and so for two words that stand together (FNV-1a over UTF-16).
  const number = (text) => {
    let code = 0x811c9dc5;
    for (let place = 0; place < text.length; place += 1) code = Math.imul(code ^ text.charCodeAt(place), PRIME) >>> 0;
    return code;
  };

  // How many letters must be put in, left out, changed or swapped to make one word of the other; more than `most` for more.
  const slips = (left, right, most) => {
    if (Math.abs(left.length - right.length) > most) return most + 1;
    let earlier = [];
    let before = [];
    let row = Array.from({ length: right.length + 1 }, (_, place) => place);
    for (let one = 1; one <= left.length; one += 1) {
      [earlier, before, row] = [before, row, [one]];
      for (let other = 1; other <= right.length; other += 1) {
        let cost = Math.min(before[other] + 1, row[other - 1] + 1, before[other - 1] + (left[one - 1] === right[other - 1] ? 0 : 1));
        if (one > 1 && other > 1 && left[one - 1] === right[other - 2] && left[one - 2] === right[other - 1]) cost = Math.min(cost, earlier[other - 2] + 1);
        row.push(cost);
      }
      if (Math.min(...row) > most) return most + 1;
    }
    return Math.min(row[right.length], most + 1);
  };

  const mayBeMended = (key) => key.length >= SHORTEST_MENDED && !/^\d+$/.test(key);
  // Those of `known`, pairs of a word and how often it stands, that `key` may mean: fewest slips first, then the usual ones.
  const nearest = (key, known) => {
    const most = key.length >= TWO_SLIPS ? 2 : 1;
    const found = known
      .filter(([other]) => other !== key)
      .map(([other, often]) => [slips(key, other, most), often, other])
      .filter(([count]) => count <= most)
      .sort((a, b) => a[0] - b[0] || b[1] - a[1] || (a[2] < b[2] ? -1 : 1));
    return [...new Set(found.filter(([count]) => count === found[0][0]).map(([, , other]) => other))].slice(0, MOST_MEANT);
  };

  window.marsadWords = { learn, cut, word, stem, isIdle, number, slips, mayBeMended, nearest };
})();
