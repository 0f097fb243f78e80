import type { ReactNode } from "react";

export type Tone = "neutral" | "good" | "warning" | "bad";

export function Notice({ tone, title, children }: { tone: Tone; title?: string; children: ReactNode }) {
  return (
    <div className={`notice is-${tone}`}>
      {title && <p className="notice-title">{title}</p>}
      <div className="notice-body">{children}</div>
    </div>
  );
}
