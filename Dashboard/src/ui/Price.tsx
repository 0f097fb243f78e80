import { format } from "../format";
import { changeOf, type Quote } from "../market/market";

/** A price that lights up for a moment when it moves. */
export function Price({ quote, className = "" }: { quote: Quote; className?: string }) {
  const flash = quote.beat === 0 || quote.direction === 0 ? "" : quote.direction > 0 ? "flash-up" : "flash-down";
  // A new key starts the animation again.
  return <span key={quote.beat} className={`price ${className} ${flash}`} data-beat={quote.beat}>{format.price(quote.price)}</span>;
}

/** Change since the previous close: told by sign and arrow, not by colour alone. */
export function Change({ quote }: { quote: Quote }) {
  const change = changeOf(quote);
  const tone = Math.abs(change) < 0.00005 ? "is-flat" : change > 0 ? "is-up" : "is-down";
  const arrow = tone === "is-flat" ? "" : change > 0 ? "▲" : "▼";
  return (
    <span className={`change ${tone}`}>
      <span aria-hidden="true" className="change-arrow">{arrow}</span>{format.signedPercent(change)}
    </span>
  );
}
