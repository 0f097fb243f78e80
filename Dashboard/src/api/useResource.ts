import { useEffect, useRef, useState } from "react";
import { ApiFailure, type Answer } from "./client";

export interface Resource<T> {
  data: T | null;
  /** The answer is an old one, kept for when the network is away. */
  kept: boolean;
  failure: ApiFailure | null;
  loading: boolean;
  reload: () => void;
}

interface Held<T> {
  key: string;
  data: T | null;
  kept: boolean;
  failure: ApiFailure | null;
  loading: boolean;
}

const RETRY_MILLISECONDS = 3000;

function asFailure(error: unknown): ApiFailure {
  return error instanceof ApiFailure ? error : new ApiFailure("broken", "Unexpected answer", String(error));
}

/**
 * Loads something and loads it again when `key` or `version` changes. A new version keeps the old answer on show while it
 * loads; a new key does not. A server that is starting or out of reach is asked again every few seconds.
 */
export function useResource<T>(key: string, version: string | number, load: (signal: AbortSignal) => Promise<Answer<T>>): Resource<T> {
  const empty: Held<T> = { key, data: null, kept: false, failure: null, loading: true };
  const [held, setHeld] = useState(empty);
  const [attempt, setAttempt] = useState(0);
  const loader = useRef(load);
  useEffect(() => {
    loader.current = load;
  });

  useEffect(() => {
    const controller = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const askAgainLater = () => {
      timer = setTimeout(() => setAttempt((n) => n + 1), RETRY_MILLISECONDS);
    };
    setHeld((old) => (old.key === key ? { ...old, loading: true } : { key, data: null, kept: false, failure: null, loading: true }));
    loader.current(controller.signal).then(
      ({ data, kept }) => {
        if (controller.signal.aborted) return;
        setHeld({ key, data, kept, failure: null, loading: false });
        if (kept) askAgainLater();
      },
      (error: unknown) => {
        if (controller.signal.aborted) return;
        const failure = asFailure(error);
        setHeld((old) => ({ ...old, failure, loading: false }));
        if (failure.kind === "starting" || failure.kind === "offline") askAgainLater();
      },
    );
    return () => {
      controller.abort();
      clearTimeout(timer);
    };
  }, [key, version, attempt]);

  const shown = held.key === key ? held : empty;
  return { data: shown.data, kept: shown.kept, failure: shown.failure, loading: shown.loading, reload: () => setAttempt((n) => n + 1) };
}
