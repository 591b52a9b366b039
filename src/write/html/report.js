"use strict";
// The page's language, addresses, tables and downloads. All text of documents is set as text, none as markup.
(() => {
  const root = document.documentElement;
  const PAGE_ROWS = 50;
  // Cells with more characters than this get a wide column.
  const LONG = 60;
  const PNG_WIDTH = 2400;
  const SVG = "http://www.w3.org/2000/svg";
  // A PNG's pHYs chunk: 11,811 pixels a metre both ways (300 dpi), with its length and check sum.
  const RESOLUTION = [0, 0, 0, 9, 112, 72, 89, 115, 0, 0, 46, 35, 0, 0, 46, 35, 1, 120, 165, 63, 118];
  // The signature and the first chunk, IHDR, of any PNG.
  const PNG_HEAD = 33;
  const KEPT = "themeshift-language";

  root.classList.add("js");
  try {
    const kept = localStorage.getItem(KEPT);
    if (kept === "en" || kept === "vi") root.lang = kept;
  } catch { /* A browser may forbid it: then the language isn't remembered. */ }

  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const isVietnamese = () => root.lang === "vi";
  const pick = (en, vi) => (isVietnamese() ? vi : en);

  function make(tag, attributes, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) element.setAttribute(name, value);
    element.append(...children);
    return element;
  }

  /** Words in both languages, of which the style shows one. */
  const both = (en, vi) => [make("span", { class: "en", lang: "en" }, en), make("span", { class: "vi", lang: "vi" }, vi)];

  /** A cell as the CSV file has it. */
  function plain(cell, form) {
    if (cell === null) return "";
    if (typeof cell !== "number" || form === "Text" || form === "Count") return String(cell);
    let text;
    if (form === "Significant") {
      const size = Math.abs(cell);
      text = size < 1e-3 ? cell.toExponential(3) : cell.toFixed(Math.max(0, 3 - Math.floor(Math.log10(size))));
    } else {
      text = cell.toFixed(form.Decimals);
    }
    // A trace of a negative number isn't one: -0.000.
    return /^-[^1-9]*$/.test(text) ? text.slice(1) : text;
  }

  /** A cell as a reader sees it. */
  function shown(cell, form) {
    const text = plain(cell, form);
    if (typeof cell !== "number") return text;
    return (isVietnamese() ? text.replace(".", ",") : text).replace(/-/g, "−");
  }

  /** What a spreadsheet could run: by the first character that is seen, as in the files of tables. */
  const FORMULA = /^(?:[\t\r\n]|[\s\p{Cc}\p{Default_Ignorable_Code_Point}\u2800\ufff9-\ufffb]*[=+\-@＝＋－＠])/u;

  /** Text as a CSV cell: none that a spreadsheet would run as a formula, quoted where needed. */
  function csvCell(cell, form) {
    const { delimiter, decimal } = document.body.dataset;
    let text = plain(cell, form);
    if (typeof cell === "number") text = text.replace(".", decimal);
    if (typeof cell === "string" && FORMULA.test(text)) text = "'" + text;
    return text.includes(delimiter) || /["\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  }

  function csv({ columns, rows }) {
    const lines = [columns.map((column) => csvCell(column.name, "Text"))];
    for (const row of rows) lines.push(columns.map((column, at) => csvCell(row[at], column.form)));
    return new Blob(["\ufeff", lines.map((line) => line.join(document.body.dataset.delimiter) + "\r\n").join("")], { type: "text/csv;charset=utf-8" });
  }

  function save(blob, name) {
    const address = URL.createObjectURL(blob);
    make("a", { href: address, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(address), 60000);
  }

  const kept = new Map();
  /** The columns and rows of a table. */
  function table(name) {
    if (!kept.has(name)) kept.set(name, JSON.parse(document.getElementById("rows-" + name).textContent));
    return kept.get(name);
  }

  /** A figure's drawing in the page's language as a file of its own, with the shapes that it refers to. */
  function drawing(figure) {
    const box = figure.querySelector(".drawing." + root.lang);
    const copy = box.querySelector("svg").cloneNode(true);
    const [, , width, height] = copy.getAttribute("viewBox").split(/[\s,]+/).map(Number);
    copy.setAttribute("width", PNG_WIDTH);
    copy.setAttribute("height", Math.round((PNG_WIDTH * height) / width));
    const shapes = document.createElementNS(SVG, "defs");
    for (const id of new Set(all("use", copy).map((use) => (use.getAttribute("href") || "").slice(1)))) {
      const shape = id && document.getElementById(id);
      if (shape && shape.closest(".glyphs")) shapes.append(shape.cloneNode(true));
    }
    copy.prepend(shapes);
    if (!copy.querySelector(":scope > title")) {
      const title = document.createElementNS(SVG, "title");
      title.textContent = box.getAttribute("aria-label");
      copy.prepend(title);
    }
    const text = '<?xml version="1.0" encoding="UTF-8"?>\n' + new XMLSerializer().serializeToString(copy);
    return { blob: new Blob([text], { type: "image/svg+xml" }), height: Number(copy.getAttribute("height")) };
  }

  async function png(figure) {
    const { blob, height } = drawing(figure);
    const address = URL.createObjectURL(blob);
    try {
      const image = new Image();
      image.src = address;
      await image.decode();
      const canvas = make("canvas", { width: PNG_WIDTH, height });
      const pen = canvas.getContext("2d");
      pen.fillStyle = "#fff";
      pen.fillRect(0, 0, PNG_WIDTH, height);
      pen.drawImage(image, 0, 0, PNG_WIDTH, height);
      const picture = await new Promise((done) => canvas.toBlob(done, "image/png"));
      const bytes = new Uint8Array(await picture.arrayBuffer());
      return new Blob([bytes.slice(0, PNG_HEAD), new Uint8Array(RESOLUTION), bytes.slice(PNG_HEAD)], { type: "image/png" });
    } finally {
      URL.revokeObjectURL(address);
    }
  }

  async function saveFigure(figure, kind) {
    const name = `${figure.dataset.name}_${root.lang}`;
    const said = figure.querySelector(".said");
    said.replaceChildren();
    try {
      if (kind === "csv") save(csv(table(figure.dataset.table)), figure.dataset.table + ".csv");
      else save(kind === "png" ? await png(figure) : drawing(figure).blob, `${name}.${kind}`);
    } catch {
      said.append(...both("This browser can't make the file.", "Trình duyệt này không tạo được tệp."));
    }
  }

  const letters = new Intl.Collator("vi", { numeric: true });
  /** Text without case, marks and the bar of đ; a minus is a hyphen. */
  const folded = (text) =>
    text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replace(/đ/g, "d").replace(/−/g, "-");

  /** Empty cells stand last, whichever way the others stand. */
  function compare(left, right, direction) {
    const [noLeft, noRight] = [left, right].map((cell) => cell === null || cell === "");
    if (noLeft || noRight) return noLeft - noRight;
    const isNumber = typeof left === "number" && typeof right === "number";
    return direction * (isNumber ? left - right : letters.compare(left, right));
  }

  const drawn = [];
  /** Puts a table with its controls into its box. */
  function build(box) {
    const name = box.dataset.table;
    const { columns, rows } = table(name);
    const isWhole = rows.length >= Number(box.dataset.total);
    const isNumeric = columns.map((_, at) => rows.some((row) => typeof row[at] === "number"));
    const meanings = all(":scope > .columns dd", box);
    const state = { column: -1, direction: 1, query: "", first: 0 };
    let texts = null;

    const filter = make("input", { type: "search", autocomplete: "off", spellcheck: "false" });
    const status = make("span", { role: "status", "aria-live": "polite", class: "small count" });
    const previous = make("button", { type: "button", class: "previous" }, ...both("Previous", "Trước"));
    const next = make("button", { type: "button", class: "next" }, ...both("Next", "Sau"));
    const file = isWhole
      ? make("button", { type: "button", class: "csv" }, "CSV")
      : make("a", { href: `tables/${name}.csv` }, "CSV");
    const body = make("tbody");
    const heads = columns.map((column, at) => {
      const button = make("button", { type: "button" }, column.name);
      button.addEventListener("click", () => sort(at));
      return make("th", { scope: "col", "aria-sort": "none", class: isNumeric[at] ? "number" : "" }, button);
    });

    function chosen() {
      const query = folded(state.query.trim());
      texts ||= rows.map((row) => folded(columns.map((column, at) => shown(row[at], column.form)).join("\n")));
      const found = rows.filter((_, at) => texts[at].includes(query));
      if (state.column < 0) return found;
      return found.sort((left, right) => compare(left[state.column], right[state.column], state.direction));
    }

    function explain() {
      heads.forEach((head, at) => {
        const meaning = meanings[at] && (meanings[at].querySelector("." + root.lang) || meanings[at]);
        head.firstChild.title = meaning ? meaning.textContent : "";
      });
    }

    function draw() {
      const found = chosen();
      if (state.first >= found.length) state.first = 0;
      const end = Math.min(state.first + PAGE_ROWS, found.length);
      body.replaceChildren(
        ...found.slice(state.first, end).map((row) => {
          const cell = (column, at) => {
            const text = shown(row[at], column.form);
            return make("td", { class: isNumeric[at] ? "number" : text.length > LONG ? "long" : "" }, text);
          };
          return make("tr", null, ...columns.map(cell));
        })
      );
      const number = (count) => count.toLocaleString(pick("en-GB", "vi-VN"));
      const place = found.length > PAGE_ROWS ? ` (${number(state.first + 1)}–${number(end)})` : "";
      const [some, of] = [number(found.length), number(rows.length)];
      status.textContent = pick(`${some} of ${of} rows`, `${some} trong số ${of} hàng`) + place;
      previous.disabled = state.first === 0;
      next.disabled = end >= found.length;
    }

    /** Up, down, and as it was. */
    function sort(at) {
      if (state.column !== at) Object.assign(state, { column: at, direction: 1 });
      else if (state.direction === 1) state.direction = -1;
      else state.column = -1;
      state.first = 0;
      heads.forEach((head, column) => {
        const isSorted = column === state.column;
        head.setAttribute("aria-sort", !isSorted ? "none" : state.direction === 1 ? "ascending" : "descending");
      });
      draw();
    }

    filter.addEventListener("input", () => {
      Object.assign(state, { query: filter.value, first: 0 });
      draw();
    });
    previous.addEventListener("click", () => {
      state.first = Math.max(0, state.first - PAGE_ROWS);
      draw();
    });
    next.addEventListener("click", () => {
      state.first += PAGE_ROWS;
      draw();
    });
    if (isWhole) file.addEventListener("click", () => save(csv({ columns, rows }), name + ".csv"));

    const title = `table-${name}-title`;
    box.querySelector(".grid").append(
      make("div", { class: "controls" }, make("label", null, ...both("Filter", "Lọc"), filter), status, previous, next, file),
      make(
        "div",
        { class: "scroll", tabindex: "0", role: "region", "aria-labelledby": title },
        make("table", { "aria-labelledby": title }, make("thead", null, make("tr", null, ...heads)), body)
      )
    );
    drawn.push(() => {
      texts = null;
      explain();
      draw();
    });
    explain();
    draw();
  }

  function speak(language) {
    root.lang = language;
    for (const button of all("[data-language]")) {
      button.setAttribute("aria-pressed", String(button.dataset.language === language));
    }
    document.title = document.querySelector(`h1 .${language}`).textContent;
    drawn.forEach((draw) => draw());
  }

  let before = { hash: location.hash, top: 0 };
  /** Shows what the address names: a theme by itself, anything else on the front. */
  function go(event) {
    let id = "";
    try {
      id = decodeURIComponent(location.hash.slice(1));
    } catch { /* No name of anything. */ }
    const target = id ? document.getElementById(id) : null;
    const theme = target && target.closest(".theme");
    const wasTheme = root.classList.contains("one-theme");
    if (theme && !wasTheme && event) before = { hash: new URL(event.oldURL).hash, top: scrollY };
    root.classList.toggle("one-theme", Boolean(theme));
    for (const section of all(".theme")) section.classList.toggle("shown", section === theme);
    const section = theme ? "themes" : target && target.closest(".front") && target.closest(".front").id;
    for (const link of all(".menu a")) {
      if (link.hash === "#" + section) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
    for (let box = target; box; box = box.parentElement) if (box.tagName === "DETAILS") box.open = true;
    if (!event && !target) return;
    if (wasTheme && !theme && location.hash === before.hash) {
      scrollTo({ top: before.top, behavior: "instant" });
    } else if (target) {
      target.scrollIntoView({ behavior: !event || theme || wasTheme ? "instant" : "auto" });
      const title = target.matches("section") && target.querySelector("h2");
      if (title) title.focus({ preventScroll: true });
    }
  }

  document.addEventListener("DOMContentLoaded", () => {
    for (const button of all("[data-language]")) {
      button.addEventListener("click", () => {
        speak(button.dataset.language);
        try {
          localStorage.setItem(KEPT, root.lang);
        } catch { /* As above. */ }
      });
    }
    for (const button of all("[data-save]")) {
      button.addEventListener("click", () => saveFigure(button.closest("figure"), button.dataset.save));
    }
    for (const box of all("details.table")) {
      const fill = () => box.open && !box.querySelector("table") && build(box);
      box.addEventListener("toggle", fill);
      fill();
    }
    addEventListener("hashchange", go);
    // On paper nothing can be opened.
    let opened = [];
    addEventListener("beforeprint", () => {
      opened = all(".document:not([open]), .reasons:not([open])");
      opened.forEach((box) => (box.open = true));
    });
    addEventListener("afterprint", () => opened.forEach((box) => (box.open = false)));
    speak(root.lang);
    go();
  });
})();
