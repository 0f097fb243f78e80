import { useEffect, useState } from "react";
import type { ApiFailure, FailureKind } from "../api/client";
import type { Readiness } from "../api/model";
import { addressOf } from "../router";

const HEADINGS: Readonly<Record<FailureKind, string>> = {
  offline: "No connection to the server",
  starting: "The server is starting",
  "not-found": "Nothing here",
  refused: "The server refused this",
  broken: "Something broke on the server",
};

/** What a starting server says it waits for; asked once, since the panel comes anew with every try. */
function useChecks(wanted: boolean): [string, string][] {
  const [checks, setChecks] = useState<[string, string][]>([]);
  useEffect(() => {
    if (!wanted) return undefined;
    const controller = new AbortController();
    fetch("/ready", { signal: controller.signal })
      .then((response) => response.json() as Promise<Readiness>)
      .then((body) => setChecks(Object.entries(body.checks).map(([name, value]): [string, string] => [name, String(value)])))
      .catch(() => setChecks([])); // no more than a detail: the heading says what matters
    return () => controller.abort();
  }, [wanted]);
  return checks;
}

export function FailurePanel({ failure, onRetry }: { failure: ApiFailure; onRetry: () => void }) {
  const checks = useChecks(failure.kind === "starting");
  const asksAgain = failure.kind === "starting" || failure.kind === "offline";
  return (
    <section className="failure" role="alert">
      <h2>{HEADINGS[failure.kind]}</h2>
      <p>{failure.detail}</p>
      {checks.length > 0 && (
        <dl className="checks">
          {checks.map(([name, value]) => (
            <div key={name}><dt>{name}</dt><dd>{value}</dd></div>
          ))}
        </dl>
      )}
      {asksAgain && <p className="quiet">Trying again every few seconds.</p>}
      <p className="actions">
        <button type="button" className="button" onClick={onRetry}>Try now</button>
        {failure.kind === "not-found" && <a className="button" href={addressOf({ screen: "markets" })}>See all symbols</a>}
      </p>
    </section>
  );
}
