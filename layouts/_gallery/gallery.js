// Shows the values of the page. Every text becomes text, never markup: all nodes are made by `el`.
"use strict";

const values = JSON.parse(document.getElementById("values").textContent);
const interfaces = Object.keys(values.words);
const AT_ONCE = 24; // cards shown before "show more"
const SIGNS = { draft: "○", "in-review": "◐", signed: "✓", stale: "!", withdrawn: "✕" };
const FILES = { none: "–", refused: "⊘", old: "↻" };
const $ = (id) => document.getElementById(id);

// ── words ──────────────────────────────────────────────────────────────────────────────────────

let ui = 0; // which of the interface languages
try {
  ui = Math.max(0, interfaces.indexOf(localStorage.getItem("printshop-interface")));
} catch { /* no storage: the first language each time */ }

const tag = () => interfaces[ui] || "en";
const w = (key, filled = {}) =>
  ((values.words[tag()] || {})[key] ?? key).replace(/\{(\w+)\}/g, (all, name) => filled[name] ?? all);

const languages = new Map(values.languages.map(([t, autonym, dir, names]) => [t, { autonym, dir, names }]));
const layouts = new Map(values.layouts.map(([name, names, pages, shape]) => [name, { names, pages, shape }]));
const sectors = new Map(values.sectors.map(([name, names]) => [name, names]));
const presses = new Map(values.presses.map(([name, title, version]) => [name, { title, version }]));

const layoutName = (layout) => layouts.get(layout).names[ui] || layout;
const sectorName = (sector) => (sector ? sectors.get(sector)[ui] || sector : w("general"));
const languageName = (t) => languages.get(t).names[ui] || languages.get(t).autonym;
const pressName = (press) => {
  const own = w(`press-${press}`);
  return own === `press-${press}` ? presses.get(press).title : own;
};
const size = (bytes) => {
  const [number, unit] = bytes < 100000 ? [bytes / 1000, "kB"] : [bytes / 1e6, "MB"];
  const digits = unit === "kB" ? 0 : 1;
  return `${new Intl.NumberFormat(tag(), { maximumFractionDigits: digits }).format(number)} ${unit}`;
};
const date = (iso, style = { dateStyle: "long" }) =>
  new Intl.DateTimeFormat(tag(), { ...style, timeZone: "UTC" }).format(new Date(`${iso}T00:00Z`));

// ── nodes ──────────────────────────────────────────────────────────────────────────────────────

/** An element with attributes, listeners (`onclick`) and children; null and false are left out. */
function el(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else if (value === true) node.setAttribute(key, "");
    else if (value !== null && value !== undefined && value !== false) node.setAttribute(key, value);
  }
  node.append(...there(children));
  return node;
}
const there = (children) =>
  children.flat().filter((child) => child !== null && child !== undefined && child !== false && child !== "");

const inLanguage = (t, text) => el("bdi", { lang: t, dir: languages.get(t)?.dir ?? "auto" }, text);
const badge = (kind, sign, text) =>
  el("span", { class: `badge ${kind}` }, el("span", { "aria-hidden": "true" }, sign), ` ${text}`);

/** Fill a select with options, and keep what was chosen where it is still there. */
function fill(select, options, chosen = select.value) {
  select.replaceChildren(...options.map(([value, text]) => el("option", { value }, text)));
  select.value = options.some(([value]) => value === chosen) ? chosen : options[0]?.[0] ?? "";
}

// ── pieces ─────────────────────────────────────────────────────────────────────────────────────

const pieces = values.pieces.map((piece) => ({
  ...piece,
  id: `${piece.tag}/${piece.layout}${piece.sector ? `-${piece.sector}` : ""}`,
  stem: `${piece.layout}${piece.sector ? `-${piece.sector}` : ""}`,
  files: piece.files.map(([press, suffix, measures, place, bytes, current]) =>
    ({ press, suffix, measures, place, bytes, current, version: presses.get(press).version })),
}));
const byId = new Map(pieces.map((piece) => [piece.id, piece]));
const byName = (names) => { const { compare } = new Intl.Collator(tag()); return (a, b) => compare(names(a), names(b)); };
const sortedLayouts = () => [...layouts.keys()].sort(byName(layoutName));
const spoken = (piece) => (piece.carried.length ? piece.carried : [piece.tag]);
const pieceName = (piece) => layoutName(piece.layout) + (piece.sector ? ` · ${sectorName(piece.sector)}` : "");
const languagesOf = (piece) =>
  piece.carried.length ? `${piece.carried.length} × ${w("language").toLowerCase()}` : languageName(piece.tag);
const fullName = (piece) => `${pieceName(piece)}, ${languagesOf(piece)}`;
const condition = (piece) => {
  if (piece.refused) return "refused";
  if (!piece.files.length) return "none";
  return piece.files.every((file) => file.current) ? "" : "old";
};

/** All tags of languages: those of the interface first, then by name. */
function ordered(tags) {
  const rank = (t) => (interfaces.includes(t) ? interfaces.indexOf(t) : interfaces.length);
  const compare = byName(languageName);
  return [...tags].sort((a, b) => rank(a) - rank(b) || compare(a, b));
}
const languageOptions = (tags) =>
  ordered(tags).map((t) => {
    const own = languages.get(t).autonym;
    const name = languageName(t);
    return [t, own.toLowerCase() === name.toLowerCase() ? own : `${name} – ${own}`];
  });

const stateBadge = (piece) => badge(piece.state, SIGNS[piece.state] ?? "?", w(`state-${piece.state}`));
const conditionBadge = (piece) => {
  const kind = condition(piece);
  return kind && badge(`files-${kind}`, FILES[kind], w(`files-${kind}`));
};

/** A link to a file that says what it opens and how big it is. */
function fileLink(piece, file) {
  const pages = layouts.get(piece.layout).pages;
  const many = pages === 1 ? w("pages-one") : w("pages", { n: pages });
  const what = [file.suffix, file.measures].filter(Boolean).join(", ");
  return el("a", { class: "file", href: file.place },
    el("b", {}, pressName(file.press)),
    el("span", {}, `${what} · PDF, ${many}, ${size(file.bytes)}`),
    !file.current && el("span", { class: "old" }, `${FILES.old} ${w("old")}`));
}

/** An empty page in a layout's shape, where there is no picture yet. */
function blank(layout) {
  const [width, height] = layouts.get(layout).shape;
  const page = el("span", { class: "blank" });
  page.style.aspectRatio = `${width} / ${height}`;
  page.style[width > height ? "width" : "height"] = "min(100%, 7rem)";
  return page;
}

/** A language's name for itself, where that is another than it has here. */
const autonym = (piece) => {
  const own = languages.get(piece.tag).autonym;
  return !piece.carried.length && own.toLowerCase() !== languageName(piece.tag).toLowerCase() && [" · ", inLanguage(piece.tag, own)];
};

// ── which one do I need? ───────────────────────────────────────────────────────────────────────

const chosen = { layout: sortedLayouts()[0], sector: "", tag: "", version: "press" };

function tiles() {
  $("tiles").replaceChildren(...sortedLayouts().map((layout) => {
    const own = pieces.filter((piece) => piece.layout === layout && piece.pages.length);
    const shown = own.find((piece) => piece.tag === tag()) ?? own[0];
    return el("label", { class: "tile" },
      el("input", { type: "radio", name: "layout", value: layout, checked: layout === chosen.layout,
        onchange: () => { chosen.layout = layout; which(); } }),
      el("span", { class: "picture" }, shown ? el("img", { src: shown.pages[0], alt: "", loading: "lazy" }) : blank(layout)),
      el("span", { class: "name" }, layoutName(layout)));
  }));
  $("versions").replaceChildren(...["press", "display", "desk"].map((version) =>
    el("label", { class: "version" },
      el("input", { type: "radio", name: "version", value: version, checked: version === chosen.version,
        onchange: () => { chosen.version = version; which(); } }),
      el("b", {}, w(version)), el("span", {}, w(`${version}-note`)))));
}

function which() {
  const own = pieces.filter((piece) => piece.layout === chosen.layout);
  const inSectors = ["", ...sectors.keys()].filter((sector) => own.some((piece) => piece.sector === sector));
  $("sector-step").hidden = inSectors.length < 2;
  fill($("choose-sector"), inSectors.map((sector) => [sector, sectorName(sector)]), chosen.sector);
  const inSector = own.filter((piece) => piece.sector === $("choose-sector").value);
  const tags = languageOptions(new Set(inSector.flatMap(spoken)));
  fill($("choose-language"), tags, chosen.tag || tag());
  const piece = inSector.find((one) => spoken(one).includes($("choose-language").value));
  $("answer").replaceChildren(...(piece ? answer(piece) : []));
}

function answer(piece) {
  const files = piece.files.filter((file) => file.version === chosen.version);
  const left = w(piece.files.length ? "no-version" : "no-file");
  return [
    el("div", { class: "pages" }, picture(piece, 0) || blank(piece.layout)),
    el("div", {},
      el("p", { class: "kicker" }, w("answer")),
      el("h3", { id: "answer-head" }, pieceName(piece)),
      el("p", {}, languagesOf(piece), autonym(piece)),
      el("p", { class: "badges" }, stateBadge(piece), conditionBadge(piece)),
      files.length ? el("ul", { class: "files" }, files.map((file) => el("li", {}, fileLink(piece, file)))) : el("p", { class: "none" }, left),
      el("p", {}, opener(piece))),
  ];
}

const opener = (piece) =>
  el("a", { class: "button", href: `#${piece.id}`, "aria-label": w("open-piece", { name: fullName(piece) }) }, w("open"));

const picture = (piece, page) => piece.pages[page] &&
  el("img", { src: piece.pages[page], alt: w("page-of", { name: fullName(piece), n: page + 1 }), loading: "lazy" });

// ── the map ────────────────────────────────────────────────────────────────────────────────────

function coverage() {
  const stems = sortedLayouts().flatMap((layout) =>
    ["", ...sectors.keys()].map((sector) => pieces.find((p) => p.layout === layout && p.sector === sector)).filter(Boolean));
  const cells = new Map();
  for (const piece of pieces) for (const t of spoken(piece)) cells.set(`${t} ${piece.stem}`, piece);
  const cell = (t, { stem }) => {
    const piece = cells.get(`${t} ${stem}`);
    if (!piece) return el("td");
    const kind = condition(piece);
    const sign = kind === "none" || kind === "refused" ? FILES[kind] : SIGNS[piece.state] ?? "?";
    const states = [w(`state-${piece.state}`), kind && w(`files-${kind}`)].filter(Boolean).join(", ");
    const said = `${pieceName(piece)}, ${languageName(t)}: ${states}`;
    return el("td", {}, el("a", { href: `#${piece.id}`, class: `cell ${kind === "none" || kind === "refused" ? `files-${kind}` : piece.state}`, "aria-label": said, title: said },
      sign, kind === "old" && el("sup", {}, FILES.old)));
  };
  $("coverage").replaceChildren(
    el("caption", { class: "unseen" }, w("map")),
    el("thead", {}, el("tr", {}, el("th", { scope: "col" }, w("language")),
      stems.map((piece) => el("th", { scope: "col" }, el("span", { class: "turned" }, pieceName(piece)))))),
    el("tbody", {}, ordered(languages.keys()).map((t) =>
      el("tr", {}, el("th", { scope: "row" }, languageName(t), el("small", {}, inLanguage(t, languages.get(t).autonym))),
        stems.map((piece) => cell(t, piece))))));
  $("legend").replaceChildren(
    ...Object.entries(SIGNS).map(([state, sign]) => legend(state, sign, `state-${state}`)),
    ...Object.entries(FILES).map(([kind, sign]) => legend(`files-${kind}`, sign, `files-${kind}`)));
}

const legend = (kind, sign, key) =>
  el("div", {}, el("dt", { class: `cell ${kind}` }, sign), el("dd", {}, w(key)));

// ── all pieces: filters and search ─────────────────────────────────────────────────────────────

/** A text without case, accents, vowel signs and spaces in numbers, so that it is found. */
function folded(text) {
  return text.normalize("NFKD").replace(/[\p{M}\u0640\u200b-\u200f]/gu, "").toLowerCase()
    .replace(/[٠-٩]/g, (d) => String(d.charCodeAt(0) - 0x660))
    .replace(/[۰-۹]/g, (d) => String(d.charCodeAt(0) - 0x6f0))
    .replace(/ß/g, "ss").replace(/æ/g, "ae").replace(/œ/g, "oe").replace(/ø/g, "o").replace(/ł/g, "l").replace(/ı/g, "i")
    .replace(/[ىی]/g, "ي").replace(/ک/g, "ك").replace(/ة/g, "ه").replace(/[‘’ʼ]/g, "'")
    .replace(/(\d)[\s.\/-]+(?=\d)/g, "$1").replace(/\s+/g, " ").trim();
}

let foldedTexts = null; // made at the first search
const textsOf = (piece) => {
  foldedTexts ??= values.texts.map(([, text]) => folded(text));
  return piece.texts;
};
const namesOf = (piece) =>
  folded([...interfaces.keys()].flatMap((n) => [layouts.get(piece.layout).names[n], piece.sector && sectors.get(piece.sector)[n],
    ...spoken(piece).map((t) => languages.get(t).names[n])]).concat(spoken(piece).map((t) => languages.get(t).autonym), piece.stem).join(" "));

/** Whether each word stands in a piece's texts or names; and the text that has most of them. */
function search(piece, words) {
  if (!words.length) return { found: true };
  const numbers = textsOf(piece);
  const names = namesOf(piece);
  if (!words.every((word) => names.includes(word) || numbers.some((n) => foldedTexts[n].includes(word)))) return { found: false };
  let [best, most] = [null, 0];
  for (const n of numbers) {
    const score = words.filter((word) => foldedTexts[n].includes(word)).length;
    if (score > most) [best, most] = [n, score];
  }
  return { found: true, text: best };
}

let matches = [];
let shown = AT_ONCE;

function find() {
  const phrase = folded($("find").value);
  const words = phrase ? phrase.split(" ") : [];
  const wanted = ["language", "piece", "sector", "state"].map((key) => $(`by-${key}`).value);
  matches = [];
  for (const piece of order) {
    const facets = [spoken(piece), [piece.layout], [piece.sector || "general"], [piece.state, `files-${condition(piece)}`]];
    if (!wanted.every((value, n) => !value || facets[n].includes(value))) continue;
    const { found, text } = search(piece, words);
    if (found) matches.push({ piece, text });
  }
  shown = AT_ONCE;
  list();
}

function list(from = 0) {
  const some = matches.slice(from, shown).map(card);
  if (from) $("cards").append(...some);
  else $("cards").replaceChildren(...some);
  $("more").parentElement.hidden = matches.length <= shown;
  const n = matches.length;
  const key = n ? (n === 1 ? "found-one" : "found") : "found-none";
  $("found").textContent = w(key, { n, m: Math.min(n, shown) });
  return some[0];
}

function card({ piece, text }) {
  const first = ["press", "display", "desk"].map((version) => piece.files.find((file) => file.version === version)).filter(Boolean);
  return el("li", { class: "card" },
    el("a", { class: "pages", href: `#${piece.id}`, tabindex: "-1", "aria-hidden": "true" },
      piece.pages.length ? piece.pages.slice(0, 2).map((src) => el("img", { src, alt: "", loading: "lazy" })) : blank(piece.layout)),
    el("h3", {}, pieceName(piece)),
    el("p", {}, languagesOf(piece), autonym(piece)),
    el("p", { class: "badges" }, stateBadge(piece), conditionBadge(piece)),
    text !== undefined && text !== null && snippet(...values.texts[text]),
    first.length > 0 && el("ul", { class: "files" }, first.map((file) => el("li", {}, fileLink(piece, file)))),
    el("p", { class: "foot" }, opener(piece)));
}

const snippet = (t, text) =>
  el("blockquote", { lang: t, dir: languages.get(t)?.dir ?? "auto" }, text.length > 160 ? `${text.slice(0, 157)}…` : text);

// ── one piece, large ───────────────────────────────────────────────────────────────────────────

const dialog = $("piece");
let open = null;

function show(piece) {
  open = piece;
  const around = neighbours(piece);
  const step = (other, key, sign) => el("a", { class: "button", href: `#${other.id}`, "aria-label": `${w(key)}: ${fullName(other)}` }, sign);
  dialog.replaceChildren(...there([
    el("div", { class: "bar" },
      el("h2", { id: "piece-head", tabindex: "-1" }, pieceName(piece), el("small", {}, ` ${languagesOf(piece)}`)),
      el("p", {}, step(around[0], "previous", "‹"), step(around[1], "next", "›"),
        el("button", { type: "button", class: "button", onclick: () => dialog.close(), "aria-label": w("close") }, "✕"))),
    el("p", { class: "badges" }, stateBadge(piece), conditionBadge(piece)),
    condition(piece) === "old" && el("p", { class: "none" }, w("old-note")),
    el("div", { class: "large" }, piece.pages.map((src, n) =>
      el("a", { href: src, "aria-label": w("large", { n: n + 1 }) }, picture(piece, n)))),
    el("div", { class: "columns" }, filesOf(piece), piece.share.length > 0 && shareOf(piece), signaturesOf(piece), reportOf(piece)),
    el("p", { class: "hint" }, w("keys")),
  ]));
  if (!dialog.open) dialog.showModal();
  dialog.scrollTop = 0;
  $("piece-head").focus({ preventScroll: true });
}

function neighbours(piece) {
  const inList = matches.some((match) => match.piece === piece) ? matches.map((match) => match.piece) : order;
  const at = inList.indexOf(piece);
  return [inList.at(at - 1), inList[(at + 1) % inList.length]];
}

const part = (key, ...children) => el("section", {}, el("h3", {}, w(key)), ...children);

function filesOf(piece) {
  return part("files",
    piece.carried.length ? el("p", {}, `${w("carries")} `, ordered(piece.carried).map(languageName).join(", "))
      : el("p", {}, languageName(piece.tag), autonym(piece)),
    piece.files.length ? el("ul", { class: "files" }, piece.files.map((file) => el("li", {}, fileLink(piece, file)))) : el("p", { class: "none" }, w("no-file")));
}

const shareOf = (piece) =>
  part("share", el("ul", { class: "files" }, piece.share.map(([place, bytes], n) =>
    el("li", {}, el("a", { class: "file", href: place, download: true }, el("b", {}, w("page", { n: n + 1 })),
      el("span", {}, `PNG, ${size(bytes)}${piece.state === "signed" ? "" : `, ${w("with-mark")}`}`))))));

// A role without a word of its own goes by its name in content/campaign.yaml.
const roleName = (role) => (values.words[tag()] || {})[`role-${role}`] ?? role.replaceAll("-", " ");

function signaturesOf(piece) {
  const line = ([name, role, t, on]) =>
    el("li", {}, w(role ? "signed-line" : "signed-plain", { name, role: roleName(role), date: date(on) }), piece.carried.length > 0 && ` (${languageName(t)})`);
  return part("signed-by", piece.signed.length ? el("ul", {}, piece.signed.map(line)) : el("p", {}, w("signed-none")));
}

function reportOf(piece) {
  const line = ([severity, message, fix, place]) => el("li", { class: `told ${severity}` },
    badge(severity, { error: "✕", review: "?", note: "i" }[severity], w(severity)),
    el("p", { lang: "en", dir: "ltr" }, message),
    fix && el("p", {}, el("b", {}, w("to-do")), " ", el("span", { lang: "en", dir: "ltr" }, fix)),
    el("p", { class: "hint" }, `${w("in-file")} `, el("bdi", {}, place)));
  return part("report",
    piece.told.length ? el("p", { class: "hint" }, tag() === "en" ? "" : w("english")) : el("p", {}, w("report-none")),
    el("ul", { class: "findings" }, piece.told.map((n) => line(values.told[n]))),
    el("ul", { class: "files" }, piece.reports.map(([place, bytes]) => {
      const press = place.split("/")[1];
      return el("li", {}, el("a", { class: "file", href: place }, el("b", {}, w("report-file")),
        el("span", {}, `${pressName(press)}, ${place.split("/").at(-1)}, ${size(bytes)}`)));
    })));
}

/** Open the piece that the address names, or close it. */
function follow() {
  const piece = byId.get(decodeURIComponent(location.hash.slice(1)));
  if (piece) show(piece);
  else if (dialog.open) dialog.close();
}

dialog.addEventListener("close", () => {
  const last = open;
  open = null;
  if (byId.has(decodeURIComponent(location.hash.slice(1)))) {
    try { history.replaceState(null, "", "#"); } catch { /* some browsers keep file addresses */ }
  }
  const again = last && document.querySelector(`main a.button[href="#${CSS.escape(last.id)}"], main a[href="#${last.id}"]:not([tabindex])`);
  if (again) again.focus({ preventScroll: true });
});
dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
dialog.addEventListener("keydown", (event) => {
  const step = { ArrowLeft: 0, ArrowRight: 1 }[event.key];
  if (step === undefined || !open || event.altKey || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  location.replace(`#${neighbours(open)[step].id}`);
});

// ── all of it, in one language ─────────────────────────────────────────────────────────────────

let order = [];

function notice({ key, n, text, fix }) {
  if (key) return el("li", {}, w(key, { n }));
  return el("li", { lang: "en", dir: "ltr" }, text, fix && ` – ${fix}`);
}

function render() {
  document.documentElement.lang = tag();
  for (const node of document.querySelectorAll("[data-w]")) {
    node.textContent = w(node.dataset.w, { edition: date(values.edition, { year: "numeric", month: "long" }) });
  }
  for (const node of document.querySelectorAll("[data-label]")) node.setAttribute("aria-label", w(node.dataset.label));
  document.title = `${w("title")} – ${document.querySelector(".brand").textContent}`;
  document.querySelector(".interface").replaceChildren(...interfaces.map((t, n) =>
    el("button", { type: "button", lang: t, "aria-pressed": String(n === ui), onclick: () => choose(n) }, languages.get(t)?.autonym ?? t.toUpperCase())));
  $("notices").replaceChildren(...values.notices.map(notice));
  const rank = new Map(ordered(languages.keys()).map((t, n) => [t, n]));
  order = [...pieces].sort((a, b) => rank.get(a.tag) - rank.get(b.tag));
  const any = ["", w("any")];
  fill($("by-language"), [any, ...languageOptions(languages.keys())]);
  fill($("by-piece"), [any, ...sortedLayouts().map((layout) => [layout, layoutName(layout)])]);
  fill($("by-sector"), [any, ["general", w("general")], ...[...sectors.keys()].map((sector) => [sector, sectorName(sector)])]);
  fill($("by-state"), [any, ...Object.keys(SIGNS).map((state) => [state, w(`state-${state}`)]),
    ...Object.keys(FILES).map((kind) => [`files-${kind}`, w(`files-${kind}`)])]);
  tiles();
  which();
  coverage();
  find();
}

function choose(n) {
  ui = n;
  try { localStorage.setItem("printshop-interface", tag()); } catch { /* no storage */ }
  render();
  document.querySelectorAll(".interface button")[n].focus();
}

$("choose-sector").addEventListener("change", (event) => { chosen.sector = event.target.value; which(); });
$("choose-language").addEventListener("change", (event) => { chosen.tag = event.target.value; which(); });
const filters = document.querySelector(".filters");
filters.addEventListener("input", find);
filters.addEventListener("reset", () => setTimeout(find));
for (const form of document.querySelectorAll("form")) form.addEventListener("submit", (event) => event.preventDefault());
$("more").addEventListener("click", () => {
  const from = shown;
  shown += AT_ONCE;
  list(from)?.querySelector("a.file, a.button")?.focus();
});
addEventListener("hashchange", follow);
for (const node of document.querySelectorAll(".js, .interface")) node.hidden = false;
document.querySelector(".notices").hidden = !values.notices.length;
render();
follow();
