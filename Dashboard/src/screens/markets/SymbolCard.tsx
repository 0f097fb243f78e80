import { useEffect, useRef, useState } from "react";
import type { SymbolSummary } from "../../api/model";
import { Sparkline } from "../../chart/Sparkline";
import { format } from "../../format";
import { useMarket } from "../../market/live";
import { addressOf } from "../../router";
import { Change, Price } from "../../ui/Price";
import { championWords, mergedCloses } from "./closes";
import { recentBars } from "./recentBars";

/** True from the first moment the element is near the screen. */
function useSeen<E extends Element>() {
  const element = useRef<E>(null);
  const [seen, setSeen] = useState(false);
  useEffect(() => {
    if (!element.current || seen) return undefined;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) setSeen(true);
      },
      { rootMargin: "200px" },
    );
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [seen]);
  return { element, seen };
}

function useCloses(symbol: string, wanted: boolean): number[] {
  const live = useMarket((state) => state.liveBars[symbol]);
  const [stored, setStored] = useState<readonly { time: string; close: number }[]>([]);
  useEffect(() => {
    if (!wanted) return undefined;
    let current = true;
    void recentBars(symbol).then((bars) => {
      if (current) setStored(bars);
    });
    return () => {
      current = false;
    };
  }, [symbol, wanted]);
  return mergedCloses(stored, live ?? []);
}

export function SymbolCard({ summary }: { summary: SymbolSummary }) {
  const { symbol, interval } = summary;
  const { element, seen } = useSeen<HTMLLIElement>();
  const quote = useMarket((state) => state.quotes[symbol]);
  const closes = useCloses(symbol, seen);
  return (
    <li ref={element} className="symbol-card">
      <a href={addressOf({ screen: "symbol", symbol, horizon: null })} className="symbol-link" data-symbol={symbol}>
        <span className="symbol-card-head">
          <span className="symbol-name">{symbol}</span>
          {quote && <Change quote={quote} />}
        </span>
        <span className="symbol-card-body">
          {quote ? <Price quote={quote} className="symbol-card-price" /> : <span className="symbol-card-price">–</span>}
          <Sparkline values={closes} />
        </span>
        <span className="symbol-card-foot quiet">
          <span>{championWords(summary.champions, interval)}</span>
          <span className="no-break">{format.barDate(quote?.time ?? summary.last, interval)}</span>
        </span>
      </a>
    </li>
  );
}
