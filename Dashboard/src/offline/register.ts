import { shouldKeep } from "./rules";

/** Makes the page installable and readable without a network. A page works without it, so failures are only told. */
export function registerServiceWorker(): void {
  if (!("serviceWorker" in navigator)) return;
  const isFirstVisit = navigator.serviceWorker.controller === null;
  navigator.serviceWorker.register("/app/sw.js", { scope: "/app/" }).catch((error: unknown) => console.info("No service worker:", error));
  if (isFirstVisit) void navigator.serviceWorker.ready.then(keepFirstAnswers);
}

/** The first visit's answers came before the worker took over the page: ask for them once more through it. */
function keepFirstAnswers(): void {
  const begin = () => {
    const seen = performance.getEntriesByType("resource").map((entry) => new URL(entry.name));
    const wanted = seen.filter((url) => url.origin === location.origin && shouldKeep(url.pathname)).slice(0, 20);
    for (const url of new Set(wanted.map(String))) void fetch(url, { headers: { accept: "application/json" } }).catch(() => undefined);
  };
  if (navigator.serviceWorker.controller) begin();
  else navigator.serviceWorker.addEventListener("controllerchange", begin, { once: true });
}
