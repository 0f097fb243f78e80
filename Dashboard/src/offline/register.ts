import { shouldKeep } from "./rules";

const ANSWERS_ASKED_AGAIN = 20;

/** Makes the page installable and readable without a network. A page works without it, so failures are only told. */
export function registerServiceWorker(): void {
  if (!("serviceWorker" in navigator)) return;
  const isFirstVisit = navigator.serviceWorker.controller === null;
  navigator.serviceWorker.register("/app/sw.js", { scope: "/app/" }).catch((error: unknown) => console.info("No service worker:", error));
  if (isFirstVisit) void navigator.serviceWorker.ready.then(keepFirstAnswers);
}

/** The first visit's answers came before the worker took over the page: ask for them once more through it. */
function keepFirstAnswers(): void {
  if (navigator.serviceWorker.controller) askAgain();
  else navigator.serviceWorker.addEventListener("controllerchange", askAgain, { once: true });
}

function askAgain(): void {
  const asked = performance.getEntriesByType("resource").map((entry) => new URL(entry.name));
  const wanted = asked.filter((url) => url.origin === location.origin && shouldKeep(url.pathname)).map(String);
  for (const url of [...new Set(wanted)].slice(0, ANSWERS_ASKED_AGAIN)) {
    fetch(url, { headers: { accept: "application/json" } }).catch(() => undefined); // only a store for later: nothing to tell
  }
}
