import type { ReactNode } from "react";

/** A wide table in a region of its own, which scrolls sideways and can be reached by keyboard. */
export function ScrollTable({ label, title, children }: { label: string; title?: ReactNode; children: ReactNode }) {
  return (
    <>
      {title && <h2>{title}</h2>}
      {/* The region takes the focus so that arrow keys can scroll it. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className="scroll-table" role="region" aria-label={label} tabIndex={0}>{children}</div>
    </>
  );
}
