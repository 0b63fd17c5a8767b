// Small comforts on top of pages that work without a script: the remainder of an allocation while
// one types, no double sending, a few keys. Amounts are exact (BigInt), never floating point.
"use strict";

document.documentElement.classList.remove("no-js");
document.documentElement.classList.add("js");

// ---- Amounts as officials write them: "1.748,6 tỷ", "15.547 tỷ 719 triệu đồng"; the rules of the server's reader ----
const SCALE = 10n ** 12n; // twelve decimals are kept
const UNITS = { "nghìn tỷ": 10n ** 12n, "ngàn tỷ": 10n ** 12n, "nghìn tỉ": 10n ** 12n, "ngàn tỉ": 10n ** 12n,
  "tỷ": 10n ** 9n, "tỉ": 10n ** 9n, "triệu": 10n ** 6n, "tr": 10n ** 6n, "nghìn": 1000n, "ngàn": 1000n, "": 1n };
const NUMBER = String.raw`((?:\d{1,3}(?:[. ]\d{3})+|\d+)(?:,\d{1,12})?)`;
const PLAIN = new RegExp(`^${NUMBER}$`), PART = new RegExp(String.raw`^${NUMBER} ?(\p{L}+(?: t[ỷỉ])?|$)\.? ?`, "u");

/** A number with point for thousands and comma for decimals, times SCALE. */
function scaled(text) {
  const [whole, decimals = ""] = text.replace(/[. ]/g, "").split(",");
  return BigInt(whole + decimals.padEnd(12, "0"));
}

/** The amount times SCALE; null when it cannot be read; an empty cell is nothing allotted. */
function read(text, money) {
  let left = text.normalize("NFC").toLowerCase().replace(/\s+/g, " ").trim();
  if (left === "") return 0n;
  if (/^[-−]/.test(left)) { const size = read(left.slice(1), money); return size === null ? null : -size; }
  if (!money) return PLAIN.test(left) ? scaled(left) : null;
  left = left.replace(/ ?\.?$/, "").replace(/(việt nam đồng|đồng|vnđ|vnd|đ)$/, "").replace(/\.? ?$/, "");
  let sum = 0n, above = null;
  do {
    const part = PART.exec(left), unit = part && UNITS[part[2]];
    if (!unit) return null;
    const value = scaled(part[1]) * unit;
    // The parts of a joined amount fall: each is less than one unit of the part before.
    if (above !== null && (unit >= above || value >= above * SCALE)) return null;
    [sum, above, left] = [sum + value, unit, left.slice(part[0].length)];
  } while (left !== "");
  return sum % SCALE === 0n ? sum : null; // no part of a đồng
}

/** A number times `unit` and SCALE, written with as many decimals as it needs. */
function written(value, unit) {
  const per = unit * SCALE;
  const whole = (value / per).toString().replace(/\B(?=(\d{3})+$)/g, ".");
  const decimals = (value % per).toString().padStart(per.toString().length - 1, "0").replace(/0+$/, "");
  return decimals ? `${whole},${decimals}` : whole;
}

/** What is left, in the largest unit that needs at most three decimals; a nghìn needs none. */
function remainder(rest, measure) {
  const size = rest < 0n ? -rest : rest;
  const steps = [[10n ** 9n, "tỷ đồng", 10n ** 6n], [10n ** 6n, "triệu đồng", 1000n], [1000n, "nghìn đồng", 1000n]];
  const fit = ([unit, , step]) => size >= unit * SCALE && size % (step * SCALE) === 0n;
  const [unit, name] = (!measure && steps.find(fit)) || [1n, measure || "đồng"];
  return `${rest < 0n ? "vượt " : ""}${written(size, unit)}\u00a0${name}`;
}

// ---- (a) What is not yet allotted, column by column ----
// Shares of units count against the total, and so does what is held back on purpose.
const counted = (name, indicator) => name.startsWith(`v.${indicator}.`) || name === `held.${indicator}`;

function recount(grid, cell) {
  const head = grid.tHead?.rows[grid.tHead.rows.length - 1]?.cells[cell.cellIndex];
  const source = cell.dataset.total ? cell : head;
  if (!source?.dataset.total) return;
  const measure = source.dataset.measure && source.dataset.measure !== "đồng" ? source.dataset.measure : "";
  const cells = [...grid.querySelectorAll("input")].filter((i) => counted(i.name, cell.dataset.restOf));
  const values = cells.map((input) => read(input.value, !measure));
  const total = read(source.dataset.total.replace(".", ","), !measure);
  const readable = total !== null && !values.includes(null);
  const rest = readable ? values.reduce((left, value) => left - value, total) : null;
  const text = readable ? remainder(rest, measure) : "chưa đọc được";
  cell.classList.toggle("zero", rest === 0n);
  cell.classList.toggle("off", readable && rest !== 0n);
  if (cell.textContent !== text) cell.textContent = text;
}

for (const grid of document.querySelectorAll("table.grid[data-totals]")) {
  const all = () => grid.querySelectorAll("[data-rest-of]").forEach((cell) => {
    cell.setAttribute("aria-live", "polite");
    recount(grid, cell);
  });
  grid.addEventListener("input", all);
  all();
}

// ---- (b) A form is sent once; after ten seconds, or on coming back, it may be sent again ----
const buttons = (form) => [...form.elements].filter((e) => e.tagName === "BUTTON" && e.type === "submit");
const hold = (form, on) => buttons(form).forEach((button) => {
  button.disabled = on;
  on ? button.setAttribute("aria-busy", "true") : button.removeAttribute("aria-busy");
});
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  setTimeout(() => hold(form, true)); // after the browser has taken the value of the pressed button
  setTimeout(() => hold(form, false), 10000);
});
addEventListener("pageshow", (event) => event.persisted && [...document.forms].forEach((form) => hold(form, false)));

// ---- (c) Keys ----
document.addEventListener("keydown", (event) => {
  const { target, key } = event;
  if (key === "Enter" && (event.ctrlKey || event.metaKey) && target.form) {
    event.preventDefault();
    target.form.requestSubmit(buttons(target.form).find((button) => !button.disabled));
  } else if (key === "/" && !target.closest("input, select, textarea, [contenteditable]")) {
    const field = document.querySelector("input[type=search], [role=search] input, input[name=q]");
    if (field) { event.preventDefault(); field.focus(); field.select(); }
  } else if ((key === "ArrowUp" || key === "ArrowDown") && target.matches("table.grid input")) {
    const cell = target.closest("td"), rows = [...target.closest("table").rows], step = key === "ArrowUp" ? -1 : 1;
    for (let at = rows.indexOf(cell.parentNode) + step; rows[at]; at += step) {
      const next = rows[at].cells[cell.cellIndex]?.querySelector("input");
      if (next) { event.preventDefault(); next.focus(); next.select(); return; }
    }
  }
});

// ---- (d) Back to the page before ----
document.addEventListener("click", (event) => {
  if (event.target.closest?.("[data-back]") && history.length > 1) { event.preventDefault(); history.back(); }
});
