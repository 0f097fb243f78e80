import type { Feed } from "../api/model";
import type { Phase } from "../live/connection";

export interface Pill {
  tone: "good" | "warning" | "neutral";
  text: string;
  title: string;
}

/** What kind of prices these are. A replay always says that it is one, and what day it plays. */
export function feedPill(feed: Feed | null): Pill {
  if (!feed || feed.state === "off") return { tone: "neutral", text: "no live feed", title: "Prices are the last stored ones." };
  const day = feed.clock ? ` · ${feed.clock.slice(0, 10)}` : "";
  if (feed.name === "replay") {
    const ended = feed.state === "ended" ? " · ended" : "";
    return { tone: "warning", text: `replay${day}${ended}`, title: "Recorded bars played as if live: not today's market." };
  }
  return { tone: "good", text: `${feed.name}${day}`, title: "Live bars." };
}

export function connectionPill(phase: Phase): Pill {
  switch (phase) {
    case "open":
      return { tone: "good", text: "connected", title: "Live bars arrive over a WebSocket." };
    case "connecting":
      return { tone: "neutral", text: "connecting…", title: "Opening the live connection." };
    default:
      return { tone: "warning", text: "reconnecting…", title: "The live connection is lost; trying again." };
  }
}

export function StatusPill({ pill, name }: { pill: Pill; name: string }) {
  return (
    <span className={`pill is-${pill.tone}`} title={pill.title} data-testid={`${name}-pill`}>
      <span className="pill-dot" aria-hidden="true" />
      <span className="visually-hidden">{name}: </span>
      <span className="pill-text">{pill.text}</span>
    </span>
  );
}
