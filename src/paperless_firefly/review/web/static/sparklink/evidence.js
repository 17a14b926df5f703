// Evidence: a field lights its place on the page; zoom and turn.
const review = document.querySelector(".review");

function light(name, scroll) {
  for (const place of review.querySelectorAll(".ev")) {
    const on = place.dataset.field === name;
    place.classList.toggle("is-lit", on && !place.classList.contains("other"));
    place.classList.toggle("alt", on && place.classList.contains("other"));
  }
  for (const field of review.querySelectorAll(".field[data-field]"))
    field.classList.toggle("is-lit", field.dataset.field === name);
  if (scroll) review.querySelector(".ev.is-lit")?.scrollIntoView({ block: "center", inline: "nearest" });
}

// pages stand on their side in a scan: the drawing is turned, not the paper
function turn(drawing, quarter) {
  const [width, height] = [Number(drawing.dataset.width), Number(drawing.dataset.height)];
  const shift = [[0, 0], [height, 0], [width, height], [0, width]][quarter];
  drawing.setAttribute("viewBox", quarter % 2 ? `0 0 ${height} ${width}` : `0 0 ${width} ${height}`);
  drawing.querySelector(".turned").setAttribute("transform", `translate(${shift}) rotate(${quarter * 90})`);
}

function turned() {
  for (const drawing of review.querySelectorAll(".paper svg")) turn(drawing, Number(review.dataset.quarter ?? 0));
}

review?.addEventListener("focusin", (event) => {
  const field = event.target.closest(".field[data-field]");
  if (field) light(field.dataset.field, true);
});

review?.addEventListener("click", (event) => {
  const field = event.target.closest(".field[data-field]");
  if (field && event.target.closest(".where")) light(field.dataset.field, true);
  const zoom = event.target.closest("[data-zoom]");
  if (zoom) review.dataset.size = Math.min(Math.max(Number(review.dataset.size ?? 0) + Number(zoom.dataset.zoom), -1), 3);
});

review?.addEventListener("click", (event) => {
  if (!event.target.closest("[data-turn]")) return;
  review.dataset.quarter = (Number(review.dataset.quarter ?? 0) + 1) % 4;
  turned();
});
review?.addEventListener("htmx:afterSwap", turned);

const first = review?.querySelector(
  ".field:is(.is-unsure, .is-likely):not(:has([readonly])), .field.is-none:is([data-field=total], [data-field=issue_date], [data-field=seller])",
);
if (first) light(first.dataset.field, false);
