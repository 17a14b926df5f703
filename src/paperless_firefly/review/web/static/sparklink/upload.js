// Handing in: files chosen, dropped on any page, or shared from a phone, all through one form.
const SHARED = "shared";
const form = document.getElementById("hand-in") ?? document.querySelector("[data-hand-in]");
const veil = document.getElementById("veil");
const holdsFiles = (event) => event.dataTransfer?.types.includes("Files");

function show(selector, shown = true) {
  const place = form.querySelector(selector);
  if (place) place.hidden = !shown;
  else if (shown) document.getElementById("toasts").append(document.getElementById("drop-failed").content.cloneNode(true));
}

function handIn(files) {
  const picked = new DataTransfer();
  for (const file of files) picked.items.add(file);
  form.querySelector("input[type=file]").files = picked.files;
  form.requestSubmit();
}

const size = () => [...form.querySelectorAll("input[type=file]")].flatMap((input) => [...input.files]).reduce((sum, file) => sum + file.size, 0);

// ---- the form itself
form?.addEventListener("change", () => form.requestSubmit());
form?.addEventListener("htmx:configRequest", (event) => {
  if (form.querySelector("[data-failed]")) for (const note of ["[data-failed]", "[data-too-much]"]) show(note, false);
  if (Number(form.dataset.most) < size()) {
    event.preventDefault();
    show("[data-too-much]");
  }
});
form?.addEventListener("htmx:xhr:progress", (event) => {
  const bar = form.querySelector("progress");
  if (bar && event.detail.lengthComputable) Object.assign(bar, { hidden: false, value: event.detail.loaded / event.detail.total });
});
// where the session ended, what comes is the sign-in page
const taken = ({ detail }) => detail.xhr.status === 200 && new URL(detail.xhr.responseURL).pathname === new URL(form.action).pathname;
form?.addEventListener("htmx:beforeSwap", (event) => {
  if (!taken(event)) event.detail.shouldSwap = false;
});
form?.addEventListener("htmx:afterRequest", async (event) => {
  const bar = form.querySelector("progress");
  if (bar) bar.hidden = true;
  form.reset();
  if (!taken(event)) show("[data-failed]");
  else if (form.dataset.shared) await forget();
});

// ---- dropped on the page
let depth = 0;
function hover(by) {
  depth = Math.max(0, depth + by);
  veil.hidden = depth === 0;
}
if (form && veil) {
  document.addEventListener("dragenter", (event) => holdsFiles(event) && hover(1));
  document.addEventListener("dragleave", (event) => holdsFiles(event) && hover(-1));
  document.addEventListener("dragover", (event) => holdsFiles(event) && event.preventDefault());
  document.addEventListener("drop", (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    hover(-depth);
    if (event.dataTransfer.files.length) handIn(event.dataTransfer.files);
  });
}

// ---- shared from another app: the service worker kept the files until this page can send them
async function shared() {
  const kept = await caches.open(SHARED);
  const files = [];
  for (const request of await kept.keys()) {
    const answer = await kept.match(request);
    const name = decodeURIComponent(answer.headers.get("x-name") ?? "");
    files.push(new File([await answer.blob()], name, { type: answer.headers.get("content-type") ?? "" }));
  }
  return files;
}

async function forget() {
  delete form.dataset.shared;
  await caches.delete(SHARED);
}

// chosen before this script was there
if (form && size()) form.requestSubmit();
else if (form?.id === "hand-in" && "caches" in window) {
  const files = await shared();
  if (files.length) {
    form.dataset.shared = "yes";
    handIn(files);
  }
}
