// Evidence: a field lights its place on the page; alternatives are taken without a reload; zoom.
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

const first = review?.querySelector(
  ".field:is(.is-unsure, .is-likely):not(:has([readonly])), .field.is-none:is([data-field=total], [data-field=issue_date], [data-field=seller])",
);
if (first) light(first.dataset.field, false);
