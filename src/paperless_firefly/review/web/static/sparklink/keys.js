// The keyboard: a single key presses what carries data-key; G and a letter goes to a place.
const TYPING = "input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]";
let going = false;

function press(selector) {
  const found = document.querySelector(selector);
  if (!found || found.disabled) return false;
  if (found.matches(TYPING)) found.focus();
  else found.click();
  return true;
}

// where there are two lists, the one with the focus; else the first
const list = () => document.activeElement?.closest("[data-list]") ?? document.querySelector("[data-list]") ?? document;

function otherList() {
  const other = [...document.querySelectorAll("[data-list]")].find((each) => each !== list());
  (other?.querySelector(".is-current .cover, .cover") ?? other)?.focus();
  return Boolean(other);
}

function move(step) {
  const rows = [...list().querySelectorAll(".row .cover")];
  if (!rows.length) return press(step > 0 ? "[data-key=j]" : "[data-key=k]");
  const here = rows.findIndex((row) => row.closest(".row").classList.contains("is-current"));
  const next = rows[Math.min(Math.max(here + step, 0), rows.length - 1)];
  rows[here]?.closest(".row").classList.remove("is-current");
  next.closest(".row").classList.add("is-current");
  next.focus();
  return true;
}

// what the row at hand leads to
function openRow(attribute) {
  const here = document.activeElement?.closest(".row")?.querySelector(".cover");
  const target = (here ?? document.querySelector(".row.is-current .cover"))?.getAttribute(attribute);
  if (target) location.assign(target);
  return Boolean(target);
}

function act(key) {
  if (going) {
    going = false;
    return press(`[data-go="${key}"]`);
  }
  if (key === "g") return (going = true);
  if (key === "j" || key === "k") return move(key === "j" ? 1 : -1);
  if (key === "x") return press(".row.is-current .check");
  if (key === "l" && openRow("data-link")) return true;
  if (key === "e" && !document.querySelector("[data-list]") && openRow("href")) return true;
  if (key === "w" && openRow("data-why")) return true;
  if (key === "o" && otherList()) return true;
  if (key === "?") return document.getElementById("all-keys")?.showModal() ?? true;
  if (key === "/") return press("input[type=search]");
  if (/^[1-9]$/.test(key)) return press(`.field:is(.is-lit, :focus-within) [data-alternative="${key}"]`);
  return /^[a-z]$/.test(key) && press(`[data-key="${key}"]`);
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape" && event.target.matches(TYPING)) return event.target.blur();
  if ("noKeys" in document.body.dataset || event.target.matches(TYPING)) return;
  if (document.querySelector("dialog[open]")) return;
  const key = event.key.toLowerCase();
  if (event.shiftKey && /^[a-z]$/.test(key) ? press(`[data-key="shift+${key}"]`) : act(key)) event.preventDefault();
});

document.addEventListener("click", (event) => {
  event.target.closest("[data-dismiss]")?.closest(".toast").remove();
});
