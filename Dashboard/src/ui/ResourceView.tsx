import type { ReactNode } from "react";
import type { ApiFailure } from "../api/client";
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

function staleWords(failure: ApiFailure | null): string {
  return !failure || failure.kind === "offline" ? "The server cannot be reached just now." : `${failure.title}: ${failure.detail}`;
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
      {(kept || failure) && <Notice tone="warning">{staleWords(failure)} This is the last answer.</Notice>}
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
