import type { GetAnswers, PostAnswers, PostBodies } from "./types";

/** Why a call failed, as far as a screen must tell its reader. */
export type FailureKind = "offline" | "starting" | "not-found" | "refused" | "broken";

export class ApiFailure extends Error {
  constructor(readonly kind: FailureKind, readonly title: string, readonly detail: string) {
    super(`${title}: ${detail}`);
  }
}

/** An answer, and whether it is an old one that the service worker kept for when the network is away. */
export interface Answer<T> {
  data: T;
  kept: boolean;
}

export interface CallOptions {
  parameters?: Record<string, string>;
  query?: Record<string, string | number>;
  signal?: AbortSignal;
}

/** Set by the service worker on answers out of its store. */
export const KEPT_HEADER = "x-martlet-kept";

/** Fills `{name}` in a path and appends the query. */
export function address(path: string, { parameters = {}, query = {} }: CallOptions): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(parameters[name] ?? ""));
  const search = new URLSearchParams(Object.entries(query).map(([key, value]): [string, string] => [key, String(value)]));
  return search.toString() === "" ? filled : `${filled}?${search}`;
}

/** Which kind of failure a status code is. */
export function failureKind(status: number): FailureKind {
  if (status === 503) return "starting";
  if (status === 404) return "not-found";
  return status >= 500 ? "broken" : "refused";
}

async function problemOf(response: Response): Promise<ApiFailure> {
  const kind = failureKind(response.status);
  const text = await response.text();
  try {
    const problem = JSON.parse(text) as { title?: string; detail?: string };
    return new ApiFailure(kind, problem.title ?? `Status ${response.status}`, problem.detail ?? response.statusText);
  } catch {
    return new ApiFailure(kind, `Status ${response.status}`, text.slice(0, 200) || response.statusText);
  }
}

async function call<T>(url: string, request: RequestInit): Promise<Answer<T>> {
  let response: Response;
  try {
    response = await fetch(url, request);
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new ApiFailure("offline", "No connection", "The server cannot be reached.");
  }
  if (!response.ok) throw await problemOf(response);
  return { data: (await response.json()) as T, kept: response.headers.has(KEPT_HEADER) };
}

export function get<P extends keyof GetAnswers>(path: P, options: CallOptions = {}): Promise<Answer<GetAnswers[P]>> {
  return call(address(path, options), { headers: { accept: "application/json" }, signal: options.signal ?? null });
}

export function post<P extends keyof PostAnswers & keyof PostBodies>(
  path: P, body: PostBodies[P], options: CallOptions = {},
): Promise<Answer<PostAnswers[P]>> {
  return call(address(path, options), {
    method: "POST",
    headers: { accept: "application/json", "content-type": "application/json" },
    body: JSON.stringify(body),
    signal: options.signal ?? null,
  });
}
