// The service worker: the app's own files out of its store, API answers from the network with the last good one as a stand-in.
import { handlingOf } from "./rules";

declare const self: ServiceWorkerGlobalScope;
/** Set by build.sh: changes with every build, so that a new one replaces the old files as a whole. */
declare const BUILD_ID: string;
declare const SHELL: readonly string[];

const SHELL_STORE = `shell-${BUILD_ID}`;
const ANSWER_STORE = "answers";
const ANSWERS_KEPT = 120;
const KEPT_HEADER = "x-martlet-kept";

async function trimAnswers(store: Cache): Promise<void> {
  const keys = await store.keys();
  await Promise.all(keys.slice(0, Math.max(0, keys.length - ANSWERS_KEPT)).map((key) => store.delete(key)));
}

async function keepAnswer(request: Request, response: Response): Promise<void> {
  const store = await caches.open(ANSWER_STORE);
  await store.delete(request); // so that the order of keys is the order of last use
  await store.put(request, response);
  await trimAnswers(store);
}

async function keptAnswer(request: Request): Promise<Response> {
  const kept = await (await caches.open(ANSWER_STORE)).match(request, { ignoreVary: true });
  if (!kept) return Response.error();
  const headers = new Headers(kept.headers);
  headers.set(KEPT_HEADER, "1");
  return new Response(kept.body, { status: kept.status, statusText: kept.statusText, headers });
}

async function networkFirst(event: FetchEvent): Promise<Response> {
  try {
    const response = await fetch(event.request);
    if (response.ok) event.waitUntil(keepAnswer(event.request, response.clone()));
    return response;
  } catch {
    return keptAnswer(event.request);
  }
}

async function dropOldShells(): Promise<void> {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith("shell-") && name !== SHELL_STORE).map((name) => caches.delete(name)));
}

async function fromShell(request: Request, address: string): Promise<Response> {
  return (await caches.match(address, { cacheName: SHELL_STORE })) ?? fetch(request);
}

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(SHELL_STORE).then((store) => store.addAll(SHELL.map((path) => new Request(path, { cache: "reload" })))).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(dropOldShells().then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  switch (handlingOf(url.pathname, request.mode === "navigate", SHELL)) {
    case "page":
      event.respondWith(fromShell(request, "/app/"));
      break;
    case "shell":
      event.respondWith(fromShell(request, url.pathname));
      break;
    case "network-first":
      event.respondWith(networkFirst(event));
      break;
    case "pass":
      break;
  }
});
