// Typing on a document: a click on a word of the page fills the field at hand; what changed is
// marked with what it was; net, tax and total are checked as one types, and what is left to split.
const form = document.getElementById("document-form");
const review = document.querySelector(".review");
let field = review?.querySelector(".field:is(.is-unsure, .is-likely, .is-none)");
let started = null;

function kind(input) {
  if (input.type === "date") return "day";
  return input.inputMode === "decimal" ? "amount" : "text";
}

function want(next) {
  field = next;
  const input = field?.querySelector("input[name^=v-]");
  if (input) review.dataset.want = kind(input);
  else delete review.dataset.want;
}

// the words from one to another, as they stand on the page
function between(from, to) {
  const all = [...to.closest("svg").querySelectorAll(".w")];
  const [start, end] = [all.indexOf(from), all.indexOf(to)].sort((a, b) => a - b);
  return start < 0 ? to.textContent : all.slice(start, end + 1).map((word) => word.textContent.trim()).join(" ");
}

function take(word, extend) {
  const input = field?.querySelector("input[name^=v-]");
  if (!input || input.readOnly) return;
  const wanted = kind(input);
  const text = wanted === "text" ? between(extend && started ? started : word, word).trim() : word.dataset[wanted];
  if (!text) return;
  if (!extend) started = word;
  input.value = text;
  input.dispatchEvent(new Event("input", { bubbles: true }));
  input.focus({ preventScroll: true });
}

function mark(input) {
  const changed = input.value !== input.defaultValue;
  const place = input.closest(".field");
  place?.classList.toggle("is-typed", changed);
  const was = place?.querySelector(".was[hidden], .was[data-typed]");
  if (was) {
    was.hidden = !changed;
    was.dataset.typed = "";
  }
}

// thousandths as whole numbers: sums of decimals are exact
function thousandths(text) {
  const bare = text.replace(/[\s'’]/g, "").replace("−", "-");
  const mark = Math.max(bare.lastIndexOf("."), bare.lastIndexOf(","));
  const [whole, decimals] = mark < 0 ? [bare, ""] : [bare.slice(0, mark), bare.slice(mark + 1)];
  const digits = whole.replace(/[.,]/g, "") + decimals.padEnd(3, "0").slice(0, 3);
  return /^-?\d+$/.test(digits) ? Number(digits) : null;
}

const amount = (name) => thousandths(form.elements[`v-${name}`]?.value ?? "");

function check() {
  const line = review.querySelector(".sums");
  const [net, tax, total] = ["net", "tax", "total"].map(amount);
  if (!line || net === null || tax === null || total === null) return;
  const right = net + tax === total;
  line.classList.toggle("off", !right);
  const [first, second, sum] = ["net", "tax", "total"].map((name) => form.elements[`v-${name}`].value);
  const strong = document.createElement("strong");
  strong.textContent = sum;
  line.querySelector("[data-sum]").replaceChildren(`${first} + ${second} ${right ? "=" : "≠"} `, strong);
}

// what is to be paid: as the server said, or by its rule from what was typed since
function due(line) {
  const fields = ["v-total", "v-payable"].map((name) => form.elements[name]).filter(Boolean);
  if (fields.every((field) => field.value === field.defaultValue)) return thousandths(line.dataset.due);
  const [total, payable] = [amount("total"), amount("payable")];
  const sum = total === null || (payable && payable * total > 0) ? payable : total;
  return sum && Math.abs(sum);
}

function balance() {
  const line = form.querySelector(".split .rest");
  if (!line) return;
  const typed = [...form.querySelectorAll("[name=part-amount]")].map((field) => thousandths(field.value) ?? 0);
  const wanted = due(line);
  const left = (wanted ?? 0) - typed.reduce((sum, each) => sum + each, 0);
  line.dataset.state = !wanted ? "unknown" : left === 0 ? "even" : left > 0 ? "left" : "over";
  const digits = { minimumFractionDigits: Number(line.dataset.digits), maximumFractionDigits: 3 };
  const said = new Intl.NumberFormat(document.documentElement.lang, digits).format(Math.abs(left) / 1000);
  for (const place of line.querySelectorAll("[data-rest]")) place.textContent = said;
}

// in a part: Enter goes down a part, and adds one at the end; = takes what is left; Alt and up moves it up
function onPart(event) {
  const part = event.target.closest(".part");
  const press = (selector, place = part) => place?.querySelector(selector)?.click();
  if (event.altKey && event.key === "ArrowUp") press('[value^="up:"]');
  else if (event.key === "=" && event.target.name === "part-amount") press('[value^="rest:"]');
  else if (event.key === "Enter" && event.target.matches("input")) {
    const next = part.nextElementSibling.querySelector(`[name="${event.target.name}"]`);
    next ? next.focus() : press('[value="add"]', form);
  } else return;
  event.preventDefault();
}

// what came from the server was counted from what was typed when it was asked
document.addEventListener("htmx:afterSettle", () => form && balance());
form?.addEventListener("keydown", (event) => {
  if (event.target.closest(".part")) onPart(event);
});
review?.addEventListener("focusin", (event) => {
  const next = event.target.closest(".field[data-field]");
  if (next) want(next);
});
review?.addEventListener("click", (event) => {
  const word = event.target.closest(".words .w");
  if (word && getSelection().isCollapsed) take(word, event.shiftKey);
});
form?.addEventListener("input", (event) => {
  balance();
  if (!event.target.name?.startsWith("v-")) return;
  mark(event.target);
  check();
});
if (field) want(field);
// what was typed while the page was still loading
if (form) balance();
