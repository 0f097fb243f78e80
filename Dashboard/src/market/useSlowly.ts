import { useEffect, useState } from "react";

/** A number that follows `value` but moves at most once in a while, so that a quick replay does not flood the server. */
export function useSlowly(value: number, milliseconds: number): number {
  const [held, setHeld] = useState({ value, since: 0 });
  useEffect(() => {
    if (value === held.value) return undefined;
    const wait = Math.max(0, milliseconds - (Date.now() - held.since));
    const timer = setTimeout(() => setHeld({ value, since: Date.now() }), wait);
    return () => clearTimeout(timer);
  }, [value, held, milliseconds]);
  return held.value;
}
