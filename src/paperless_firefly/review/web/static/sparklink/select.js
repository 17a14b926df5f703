// Selecting rows: X and Shift-click, how many are selected, and acts on the row at hand.
const form = document.querySelector("[data-select]");
const boxes = () => [...(form?.querySelectorAll(".check:not([disabled])") ?? [])];
const current = () => form?.querySelector(".row.is-current .check:not([disabled])");
let last = null;

function count() {
  const picked = boxes().filter((box) => box.checked).length;
  for (const place of document.querySelectorAll("[data-selected]")) place.textContent = picked;
}

function range(from, to) {
  const all = boxes();
  const [start, end] = [all.indexOf(from), all.indexOf(to)].sort((a, b) => a - b);
  if (start >= 0) for (const box of all.slice(start, end + 1)) box.checked = to.checked;
}

form?.addEventListener("click", (event) => {
  if (event.target.matches(".check")) {
    if (event.shiftKey && last) range(last, event.target);
    last = event.target;
    count();
  }
  // a key pressed with nothing selected means the row at hand
  if (event.target.closest("[data-picks]") && !boxes().some((box) => box.checked)) {
    const box = current();
    if (box) box.checked = true;
    else event.preventDefault();
  }
});
form?.addEventListener("change", count);
form?.addEventListener("reset", () => setTimeout(count));
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && boxes().some((box) => box.checked)) form.reset();
});
if (form) count();
