// What the service worker does with a request; shared with the page and its tests.

/** Whether the last good answer of an API path is kept for when the network is away. */
export function shouldKeep(path: string): boolean {
  return path === "/symbols" || path === "/quality" || path === "/version" || /^\/(metrics|plot)\/[^/]+$/.test(path);
}

export type Handling = "shell" | "page" | "network-first" | "pass";

/** How a GET of this origin is answered. */
export function handlingOf(path: string, isNavigation: boolean, shell: readonly string[]): Handling {
  if (isNavigation) return path === "/app/" || path === "/app/index.html" ? "page" : "pass";
  if (shell.includes(path)) return "shell";
  return shouldKeep(path) ? "network-first" : "pass";
}
