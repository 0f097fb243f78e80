import { useEffect, useState } from "react";
import type { Severity } from "./api/model";

export type Route =
  | { screen: "markets" }
  | { screen: "symbol"; symbol: string; horizon: number | null }
  | { screen: "models"; symbol: string | null; horizon: number | null }
  | { screen: "quality"; symbol: string | null; severity: Severity | null };

const SEVERITIES: readonly string[] = ["error", "warning", "info"];

function horizonIn(query: URLSearchParams): number | null {
  const value = Number(query.get("horizon"));
  return Number.isInteger(value) && value > 0 ? value : null;
}

function decoded(text: string | undefined): string | null {
  if (!text) return null;
  try {
    return decodeURIComponent(text);
  } catch {
    return null; // a broken escape, such as a lone percent sign
  }
}

/** Reads the part of the address after `#`; anything unknown is the list of markets. */
export function parseRoute(hash: string): Route {
  const [path = "", search = ""] = hash.replace(/^#/, "").split("?");
  const [, screen, name] = path.split("/");
  const query = new URLSearchParams(search);
  const symbol = decoded(name);
  switch (screen) {
    case "symbol":
      return symbol ? { screen, symbol, horizon: horizonIn(query) } : { screen: "markets" };
    case "models":
      return { screen, symbol, horizon: horizonIn(query) };
    case "quality": {
      const severity = query.get("severity");
      return { screen, symbol, severity: severity && SEVERITIES.includes(severity) ? (severity as Severity) : null };
    }
    default:
      return { screen: "markets" };
  }
}

/** The address of a route; `parseRoute` reads it back. */
export function addressOf(route: Route): string {
  const query = new URLSearchParams();
  if ("horizon" in route && route.horizon) query.set("horizon", String(route.horizon));
  if ("severity" in route && route.severity) query.set("severity", route.severity);
  const name = "symbol" in route && route.symbol ? `/${encodeURIComponent(route.symbol)}` : "";
  const path = route.screen === "markets" ? "#/" : `#/${route.screen}${name}`;
  return query.toString() === "" ? path : `${path}?${query}`;
}

export function useRoute(): Route {
  const [route, setRoute] = useState(() => parseRoute(location.hash));
  useEffect(() => {
    const read = () => setRoute(parseRoute(location.hash));
    addEventListener("hashchange", read);
    return () => removeEventListener("hashchange", read);
  }, []);
  return route;
}

/** Goes to a route without a new entry in the history, for choices inside one screen. */
export function replaceRoute(route: Route): void {
  history.replaceState(null, "", addressOf(route));
  dispatchEvent(new HashChangeEvent("hashchange"));
}
