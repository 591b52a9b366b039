"use strict";
// Drives the page as a reader would and writes what it found, as JSON, into an element test-result.
(() => {
  const failures = [];
  const facts = {};
  const fail = (text) => failures.push(text);
  const check = (is, text) => { if (!is) fail(text); };
  addEventListener("error", (event) => fail("error: " + (event.message || event.target.tagName)), true);
  addEventListener("unhandledrejection", (event) => fail("rejection: " + event.reason));
  addEventListener("securitypolicyviolation", (event) => fail(`policy: ${event.violatedDirective} ${event.blockedURI}`));
  const logged = console.error;
  console.error = (...words) => { fail("console: " + words.join(" ")); logged(...words); };

  // Downloads are caught in place of saved.
  const blobs = new Map();
  const saved = [];
  const address = URL.createObjectURL.bind(URL);
  URL.createObjectURL = (blob) => { const url = address(blob); blobs.set(url, blob); return url; };
  const click = HTMLAnchorElement.prototype.click;
  HTMLAnchorElement.prototype.click = function () {
    if (this.download) saved.push({ name: this.download, blob: blobs.get(this.href) });
    else click.call(this);
  };

  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const one = (selector, within = document) => within.querySelector(selector);
  const wait = (time) => new Promise((done) => setTimeout(done, time));
  const isShown = (element) => element.checkVisibility();
  async function until(is, what) {
    for (let turn = 0; turn < 100000; turn += 1) {
      if (is()) return;
      await wait(20);
    }
    fail("never came: " + what);
  }
  async function go(hash) {
    location.hash = hash;
    await wait(60);
  }
  async function speak(language) {
    one(`[data-language="${language}"]`).click();
    await wait(20);
    check(document.documentElement.lang === language, "the page isn't in " + language);
    check(one(`[data-language="${language}"]`).getAttribute("aria-pressed") === "true", "no button says that it is in " + language);
  }
  const data = (name) => JSON.parse(document.getElementById("rows-" + name).textContent);
  const fold = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replace(/đ/g, "d");
  const rows = (box) => all(".grid tbody tr", box);
  const cells = (box, at) => rows(box).map((row) => row.cells[at].textContent);
  const total = (box) => Number(one(".count", box).textContent.split(" ")[0].replace(/[.,]/g, ""));
  const number = (text) => Number(text.replace("−", "-").replace(",", "."));

  async function open(name) {
    const box = document.getElementById("table-" + name);
    box.open = true;
    await until(() => one(".grid table", box), "the table " + name);
    return box;
  }

  function markup() {
    check(window.hostile === undefined, "a hostile text ran");
    check(all("img, iframe, object, embed, link, base").length === 0, "there is an element that no text may make");
    const known = all("script").filter((script) => script.type !== "application/json").length;
    check(known === 2, `there are ${known} scripts in place of the page's and the test's`);
    const handlers = all("*").filter((element) => [...element.attributes].some((attribute) => /^on|^style$/.test(attribute.name)));
    check(handlers.length === 0, "an element has a handler or a style of its own");
    const ids = all("[id]").map((element) => element.id);
    const twice = ids.filter((id, at) => ids.indexOf(id) !== at);
    check(twice.length === 0, "ids stand twice: " + twice.slice(0, 3));
    check(all("h1").length === 1 && all("main").length === 1, "not one h1 and one main");
    let level = 0;
    for (const heading of all("h1, h2, h3, h4").filter(isShown)) {
      const next = Number(heading.tagName[1]);
      check(next <= level + 1, `the heading ${heading.textContent.slice(0, 40)} skips a level`);
      level = next;
    }
  }

  function names() {
    for (const button of all("button, a, summary, input").filter(isShown)) {
      const label = button.closest("label");
      const name = button.getAttribute("aria-label") || (label || button).innerText;
      check(name.trim(), "no name: " + button.outerHTML.slice(0, 80));
    }
    for (const picture of all("[role=img]")) {
      check(picture.getAttribute("aria-label"), "a picture without alternative text");
    }
    for (const region of all("[role=region]")) {
      const by = region.getAttribute("aria-labelledby");
      check(region.getAttribute("aria-label") || document.getElementById(by), "a region without a name");
    }
  }

  async function sorting(name, box, column, at) {
    const head = one(`thead th:nth-child(${at + 1})`, box);
    const values = data(name).rows.map((row) => row[at]).filter((cell) => cell !== null);
    for (const [order, direction] of [["ascending", 1], ["descending", -1]]) {
      one("button", head).click();
      await wait(10);
      check(head.getAttribute("aria-sort") === order, `${name}.${column} isn't ${order}`);
      const sorted = [...values].sort((left, right) => direction * (left - right)).slice(0, rows(box).length);
      const seen = cells(box, at).slice(0, sorted.length).map(number);
      const like = seen.every((value, row) => Math.abs(value - sorted[row]) <= 1e-2 * Math.max(0.1, Math.abs(sorted[row])));
      check(like, `${name}.${column} is not in ${order} order: ${seen.slice(0, 5)} for ${sorted.slice(0, 5)}`);
      check(seen.length > 0, `${name}.${column} shows nothing`);
    }
    one("button", head).click();
    check(head.getAttribute("aria-sort") === "none", `${name}.${column} doesn't go back`);
  }

  async function query(box, text) {
    const input = one("input", box);
    input.value = text;
    input.dispatchEvent(new Event("input"));
    await wait(10);
    return total(box);
  }

  async function filtering(name, box) {
    const { rows: held } = data(name);
    const starts = held.flat().filter((cell) => typeof cell === "string").map((cell) => cell.split(" ").slice(0, 2).join(" "));
    // Decomposing leaves the bar of đ in place, so that one is tried by itself.
    const tried = [starts.find((text) => /đ/i.test(text)), starts.find((text) => /[ăâêôơưạảấầậắặếềệốồộớờợứừựịọụ]/i.test(text))].filter(Boolean);
    for (const text of tried) {
      const want = held.filter((row) => fold(row.filter((cell) => cell !== null).join("\n")).includes(fold(text))).length;
      const [marked, bare, loud] = [await query(box, text), await query(box, fold(text)), await query(box, text.toUpperCase())];
      check(marked === want && bare === want && loud === want, `${name}: "${text}" finds ${marked}, ${bare}, ${loud} for ${want}`);
      facts.filtered = `${name}: "${fold(text)}" finds ${bare} of ${held.length}`;
    }
    check((await query(box, "no such text anywhere")) === 0 && rows(box).length === 0, name + ": what isn't there is found");
    check((await query(box, "")) === held.length, name + ": not all rows come back");
    return tried.length > 0;
  }

  async function paging(name, box) {
    const held = data(name).rows.length;
    check(rows(box).length === Math.min(held, 50), name + ": the first page isn't 50 rows");
    if (held <= 50) return;
    const first = one(".grid tbody", box).innerText;
    check(one(".previous", box).disabled, name + ": something stands before the first page");
    let pages = 1;
    for (; !one(".next", box).disabled && pages < 1000; pages += 1) {
      one(".next", box).click();
      await wait(0);
    }
    check(pages === Math.ceil(held / 50), `${name}: ${pages} pages of ${held} rows`);
    check(rows(box).length === (held % 50 || 50), name + ": the last page is wrong");
    for (; !one(".previous", box).disabled; pages -= 1) one(".previous", box).click();
    check(one(".grid tbody", box).innerText === first, name + ": the first page doesn't come back");
    facts.paged = (facts.paged || 0) + 1;
  }

  /** Reads CSV back, apart from the code that wrote it. */
  function parsed(text) {
    const records = [[""]];
    let quoted = false;
    for (let at = 0; at < text.length; at += 1) {
      const letter = text[at];
      const record = records.at(-1);
      if (quoted && letter === '"' && text[at + 1] === '"') { record[record.length - 1] += '"'; at += 1; }
      else if (letter === '"') quoted = !quoted;
      else if (quoted) record[record.length - 1] += letter;
      else if (letter === ",") record.push("");
      else if (letter === "\r" && text[at + 1] === "\n") { records.push([""]); at += 1; }
      else record[record.length - 1] += letter;
    }
    check(!quoted, "a quotation mark of the CSV isn't closed");
    check(records.pop().join("") === "", "the CSV doesn't end its last line");
    return records;
  }

  async function csv(name, blob) {
    const bytes = new Uint8Array(await blob.arrayBuffer());
    check(bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf, name + ": the CSV has no byte-order mark");
    const records = parsed(new TextDecoder().decode(bytes));
    const { columns, rows: held } = data(name);
    check(records.length === held.length + 1, `${name}: ${records.length} lines of CSV for ${held.length} rows`);
    held.forEach((row, index) => {
      row.forEach((cell, at) => {
        const text = (records[index + 1] || [])[at];
        if (cell === null) check(text === "", name + ": an empty cell isn't empty");
        else if (typeof cell === "number") check(Math.abs(Number(text) - cell) <= 1e-2 * Math.max(0.1, Math.abs(cell)), `${name}: ${text} for ${cell}`);
        else {
          const isFormula = /^[=+\-@\t\r\n＝＋－＠]/.test(cell);
          check(text === (isFormula ? "'" : "") + cell, `${name}: ${JSON.stringify(text)} for ${JSON.stringify(cell)}`);
          facts.formulas = (facts.formulas || 0) + isFormula;
        }
      });
    });
    check(records[0].length === columns.length, name + ": the CSV's header is wrong");
  }

  async function tables() {
    let filtered = 0;
    let sorted = 0;
    for (const { dataset } of all("details.table")) {
      const name = dataset.table;
      const box = await open(name);
      const { columns, rows: held } = data(name);
      check(all(".columns dt", box).length === columns.length, name + ": not every column is explained");
      check(total(box) === held.length, name + ": the count of rows is wrong");
      await paging(name, box);
      filtered += await filtering(name, box);
      const at = columns.map((_, column) => held.filter((row) => typeof row[column] === "number").length).findLastIndex((count) => count > 1);
      if (at >= 0) {
        await sorting(name, box, columns[at].name, at);
        sorted += 1;
      }
      const file = one(".controls .csv", box);
      check(Boolean(file) === held.length >= Number(dataset.total), name + ": part of a table is offered as all of it");
      if (file) {
        saved.length = 0;
        file.click();
        check(saved.length === 1 && saved[0].name === name + ".csv", name + ": no CSV");
        if (saved.length) await csv(name, saved[0].blob);
      }
    }
    Object.assign(facts, { tables: all("details.table").length, filtered_tables: filtered, sorted_tables: sorted });
  }

  async function languages() {
    const seen = {};
    for (const language of ["en", "vi"]) {
      await speak(language);
      await go("#findings");
      const marks = all(".grid td.number").map((cell) => cell.textContent);
      check(!marks.some((mark) => mark.includes(language === "en" ? "," : ".")), "decimal marks aren't those of " + language);
      check(marks.length === 0 || marks.some((mark) => mark.includes(language === "en" ? "." : ",")), "no decimal marks of " + language);
      const drawn = all(".drawing").filter(isShown);
      check(drawn.every((box) => box.lang === language), "charts aren't in " + language);
      check(drawn.length === all("figure").length, "not every chart is shown in " + language);
      const other = language === "en" ? "vi" : "en";
      check(!all(`span.${other}, p.${other}, ul.${other}`).some(isShown), `there are words of ${other} in ${language}`);
      seen[language] = [one("h1").innerText, ...all("h2").filter(isShown).map((title) => title.innerText), document.title];
    }
    seen.en.forEach((title, at) => check(title && seen.vi[at] && title !== seen.vi[at], "the same in both languages: " + title));
  }

  async function themes() {
    const links = all(".index a").map((link) => link.getAttribute("href"));
    check(links.length === all(".theme").length, "not every theme is linked");
    let marks = 0;
    for (const link of links) {
      await go(link);
      const shown = all("main > section").filter(isShown);
      check(shown.length === 1 && "#" + encodeURIComponent(shown[0].id) === encodeURI(link).replace(/%25/g, "%"), link + " shows something else");
      marks += all("mark", shown[0]).filter(isShown).length;
    }
    check(links.length === 0 || marks > 0, "no theme has a marked keyword");
    facts.themes = links.length;
    facts.marks = marks;
    if (links.length === 0) return;
    history.back();
    await until(() => location.hash === (links.length > 1 ? links.at(-2) : "#findings"), "the page before");
    await go("#charts");
    check(isShown(one("#findings")) && !all(".theme").some(isShown), "the front doesn't come back");
    check(one('.menu [aria-current]').getAttribute("href") === "#charts", "the menu doesn't say where the reader is");
  }

  async function save(figure, kind) {
    saved.length = 0;
    one(`[data-save="${kind}"]`, figure).click();
    await until(() => saved.length || one(".said", figure).textContent, `the ${kind} of ${figure.dataset.name}`);
    check(saved.length === 1 && saved[0].name.endsWith("." + kind), `no ${kind} of ${figure.dataset.name}`);
    return saved.length ? saved[0].blob : new Blob();
  }

  async function pictures() {
    for (const [at, figure] of all("figure").entries()) {
      const name = figure.dataset.name;
      const vector = await save(figure, "svg");
      const text = await vector.text();
      const svg = new DOMParser().parseFromString(text, "image/svg+xml");
      check(vector.type === "image/svg+xml" && !one("parsererror", svg), name + ": the SVG is broken");
      const root = svg.documentElement;
      check(root.namespaceURI === "http://www.w3.org/2000/svg" && root.getAttribute("width") === "2400", name + ": the SVG isn't 2400 wide");
      for (const use of svg.querySelectorAll("use")) {
        check(svg.getElementById(use.getAttribute("href").slice(1)), name + ": a letter of the SVG has no shape");
      }
      facts.letters = (facts.letters || 0) + svg.querySelectorAll("use").length;
      if (at < 2) await raster(figure, Number(root.getAttribute("height")));
      if (one('[data-save="csv"]', figure)) await csv(figure.dataset.table, await save(figure, "csv"));
      else check(one(`a[href="tables/${figure.dataset.table}.csv"]`, figure), name + ": no way to its numbers");
    }
    facts.figures = all("figure").length;
  }

  async function raster(figure, height) {
    const picture = await save(figure, "png");
    const bytes = new Uint8Array(await picture.arrayBuffer());
    const view = new DataView(bytes.buffer);
    const name = figure.dataset.name;
    check(view.getUint32(0) === 0x89504e47 && view.getUint32(16) === 2400 && view.getUint32(20) === height, name + ": the PNG isn't 2400 wide");
    const chunk = String.fromCharCode(...bytes.slice(37, 41));
    check(chunk === "pHYs" && view.getUint32(41) === 11811 && view.getUint32(45) === 11811 && bytes[49] === 1, name + ": the PNG isn't of 300 dpi");
    const image = new Image();
    image.src = address(picture);
    await image.decode();
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [image.width, image.height];
    const pen = canvas.getContext("2d");
    pen.drawImage(image, 0, 0);
    const pixels = pen.getImageData(0, 0, image.width, image.height).data;
    const colours = new Set();
    let transparent = false;
    for (let at = 0; at < pixels.length; at += 4 * 97) {
      colours.add((pixels[at] << 16) | (pixels[at + 1] << 8) | pixels[at + 2]);
      transparent ||= pixels[at + 3] < 255;
    }
    check(colours.size > 1 && !transparent, name + ": the PNG is blank or has holes");
    facts.png = `${image.width} x ${image.height}, ${colours.size} colours`;
  }

  // Virtual time leaps to the next timer whenever the page is idle, over all that the browser does beside it: reading a
  // blob, making a PNG. A timer that is always near keeps it slow, until there is nothing to wait for.
  let isDone = false;
  const tick = () => { if (!isDone) setTimeout(tick, 1); };

  addEventListener("load", async () => {
    tick();
    try {
      markup();
      await speak("en");
      names();
      await tables();
      await languages();
      await themes();
      await pictures();
      names();
      markup();
      const wide = document.documentElement.scrollWidth;
      check(wide <= innerWidth, `the page is ${wide} wide in a window of ${innerWidth}`);
    } catch (error) {
      fail("the test itself: " + (error.stack || error));
    }
    const result = document.createElement("pre");
    result.id = "test-result";
    result.textContent = JSON.stringify({ failures, facts });
    document.body.append(result);
    isDone = true;
  });
})();
