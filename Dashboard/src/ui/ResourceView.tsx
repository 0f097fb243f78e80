import type { ReactNode } from "react";
import type { Resource } from "../api/useResource";
import { FailurePanel } from "./FailurePanel";
import { Notice } from "./Notice";

interface ResourceViewProps<T> {
  resource: Resource<T>;
  /** What is being loaded, for those who hear the page. */
  loadingLabel: string;
  skeleton: ReactNode;
  children: (data: T) => ReactNode;
}

/** The four states of something loaded: coming, failed, old (with a word about it), and there. */
export function ResourceView<T>({ resource, loadingLabel, skeleton, children }: ResourceViewProps<T>) {
  const { data, failure, kept, reload } = resource;
  if (data === null && failure) return <FailurePanel failure={failure} onRetry={reload} />;
  if (data === null) {
    return (
      <div role="status" aria-busy="true">
        <span className="visually-hidden">{loadingLabel}</span>
        <div aria-hidden="true">{skeleton}</div>
      </div>
    );
  }
  return (
    <>
      {(kept || failure) && <Notice tone="warning">The server cannot be reached just now. This is its last answer.</Notice>}
      {children(data)}
    </>
  );
}

/** Grey blocks in the place of what is coming. */
export function Skeleton({ heights }: { heights: readonly number[] }) {
  return (
    <>
      {heights.map((height, index) => (
        <div key={index} className="skeleton" style={{ height }} />
      ))}
    </>
  );
}
