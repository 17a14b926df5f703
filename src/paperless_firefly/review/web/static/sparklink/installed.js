// SparkLink as an app: its service worker, and a notification when a run ends in the background.
if ("serviceWorker" in navigator) navigator.serviceWorker.register("/sw.js").catch(() => {});

const allowed = () => "Notification" in window && Notification.permission === "granted";

async function notify(run) {
  const options = { body: run.querySelector(".sub")?.textContent ?? "", tag: "run", icon: run.dataset.icon };
  const title = run.querySelector("strong").textContent;
  const worker = await navigator.serviceWorker?.getRegistration();
  // phones let only the worker show one
  if (worker) await worker.showNotification(title, options);
  else new Notification(title, options);
}

document.addEventListener("htmx:load", (event) => {
  const ended = event.target.querySelector?.("[data-ended]");
  if (ended && document.hidden && allowed() && "notify" in document.body.dataset) notify(ended);
});

// the browser is asked by a click on the switch alone
document.querySelector("input[name=notify]")?.addEventListener("change", async ({ target }) => {
  if (!target.checked || allowed()) return;
  const answer = "Notification" in window ? await Notification.requestPermission() : "denied";
  document.getElementById("notify-denied").hidden = answer === "granted";
  target.checked = answer === "granted";
});
