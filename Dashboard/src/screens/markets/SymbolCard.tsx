import { useEffect, useRef, useState } from "react";
import { get } from "../../api/client";
import type { SymbolSummary } from "../../api/model";
import { useResource } from "../../api/useResource";
import { Sparkline } from "../../chart/Sparkline";
import { format, horizonShort } from "../../format";
import { useMarket } from "../../market/live";
import { horizonsOf } from "../../market/market";
import { useSlowly } from "../../market/useSlowly";
import { addressOf } from "../../router";
import { chosenHorizon } from "../../ui/HorizonPicker";
import { Change, Price } from "../../ui/Price";
import { championWords, mergedCloses, spreads } from "./card";

const BARS = 60;
const REFRESH_MILLISECONDS = 4000;

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

/** The card's small chart and what it says of the days to come; asked for only once the card is on the screen. */
function CardForecast({ summary }: { summary: SymbolSummary }) {
  const { symbol, interval } = summary;
  const live = useMarket((state) => state.liveBars[symbol]);
  const revision = useSlowly(useMarket((state) => state.revisions[symbol] ?? 0), REFRESH_MILLISECONDS);
  const horizon = chosenHorizon(horizonsOf(summary), null);
  const plot = useResource(`card ${symbol} ${horizon}`, revision, (signal) =>
    get("/plot/{symbol}", { parameters: { symbol }, query: { days: horizon, bars: BARS }, signal }));
  const fan = plot.data ? spreads(plot.data) : [];
  const end = fan[fan.length - 1];
  return (
    <>
      <Sparkline values={mergedCloses(plot.data?.bars ?? [], live ?? [])} fan={fan} />
      <span className="symbol-card-foot quiet">
        <span>{championWords(summary.champions, horizon)}</span>
        {end && <span className="no-break">80% in {horizonShort(horizon, interval)}: <b>{format.price(end.low)}–{format.price(end.high)}</b></span>}
      </span>
    </>
  );
}

export function SymbolCard({ summary }: { summary: SymbolSummary }) {
  const { symbol, interval } = summary;
  const { element, seen } = useSeen<HTMLLIElement>();
  const quote = useMarket((state) => state.quotes[symbol]);
  return (
    <li ref={element} className="symbol-card">
      <a href={addressOf({ screen: "symbol", symbol, horizon: null })} className="symbol-link" data-symbol={symbol}>
        <span className="symbol-card-head">
          <span className="symbol-name">{symbol}</span>
          <span className="symbol-date quiet">{format.barDate(quote?.time ?? summary.last, interval)}</span>
        </span>
        <span className="symbol-card-body">
          {quote ? <Price quote={quote} className="symbol-card-price" /> : <span className="symbol-card-price">–</span>}
          {quote && <Change quote={quote} />}
        </span>
        {seen ? <CardForecast summary={summary} /> : <Sparkline values={[]} fan={[]} />}
      </a>
    </li>
  );
}
