// The palette: Ctrl K opens it over any page; arrows move, Enter follows.
const palette = document.getElementById("palette");
const input = palette?.querySelector("input");
const links = () => [...palette.querySelectorAll(".cover")];

function open() {
  if (palette.open) return;
  palette.showModal();
  input.select();
  input.dispatchEvent(new Event("open"));
}

// Enter may come before the answer to the last letters: then it follows what that finds
let waiting = false;
function follow() {
  waiting = palette.querySelector(".found")?.dataset.search !== input.value;
  if (!waiting) links()[0]?.click();
}

function step(by) {
  const all = links();
  const here = all.indexOf(document.activeElement);
  if (here + by < 0) input.focus();
  else all[Math.min(here + by, all.length - 1)]?.focus();
}

document.addEventListener("keydown", (event) => {
  if (palette && event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey)) open();
  else if (palette?.open && event.key === "ArrowDown") step(1);
  else if (palette?.open && event.key === "ArrowUp") step(-1);
  else if (palette?.open && event.key === "Enter" && event.target === input) follow();
  else return;
  event.preventDefault();
});

palette?.addEventListener("htmx:afterSwap", () => waiting && follow());
document.addEventListener("click", (event) => {
  if (event.target === palette) palette.close();
  else if (palette && event.target.closest(".jump") && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    open();
  }
});
