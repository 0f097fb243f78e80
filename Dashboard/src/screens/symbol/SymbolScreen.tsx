import { get, post } from "../../api/client";
import type { LiveBar } from "../../api/model";
import { useResource } from "../../api/useResource";
import { PriceChart } from "../../chart/PriceChart";
import { horizonWords } from "../../format";
import { useMarket, useReconnections } from "../../market/live";
import { horizonsOf } from "../../market/market";
import { useSlowly } from "../../market/useSlowly";
import { replaceRoute } from "../../router";
import { HorizonPicker, chosenHorizon } from "../../ui/HorizonPicker";
import { Change, Price } from "../../ui/Price";
import { ResourceView, Skeleton } from "../../ui/ResourceView";
import { ForecastCard } from "./ForecastCard";
import { BarTable, QuantileTable, SayingsTable } from "./ForecastTables";
import { skillHorizon } from "./words";

const BARS = 250;
const REFRESH_MILLISECONDS = 2000;
const NO_BARS: readonly LiveBar[] = [];

function useSymbolData(symbol: string, horizon: number) {
  const revision = useSlowly(useMarket((state) => state.revisions[symbol] ?? 0), REFRESH_MILLISECONDS);
  const parameters = { symbol };
  const connections = useReconnections();
  const version = `${horizon} ${revision} ${connections}`; // a new horizon keeps the old one on show until it is there
  return {
    plot: useResource(`plot ${symbol}`, version, (signal) => get("/plot/{symbol}", { parameters, query: { days: horizon, bars: BARS }, signal })),
    forecast: useResource(`forecast ${symbol}`, version, (signal) => post("/predict/{symbol}", { days: horizon }, { parameters, signal })),
    metrics: useResource(`metrics ${symbol}`, connections, (signal) => get("/metrics/{symbol}", { parameters, signal })),
  };
}

/** One symbol: its candles, the forecast band and the forecast in words. */
export function SymbolScreen({ symbol, horizon: asked }: { symbol: string; horizon: number | null }) {
  const summary = useMarket((state) => state.symbols?.find((one) => one.symbol === symbol));
  const quote = useMarket((state) => state.quotes[symbol]);
  const live = useMarket((state) => state.liveBars[symbol]) ?? NO_BARS;
  const horizons = horizonsOf(summary);
  const horizon = chosenHorizon(horizons, asked);
  const { plot, forecast, metrics } = useSymbolData(symbol, horizon);
  const interval = plot.data?.interval ?? summary?.interval ?? "1d";
  const unknown = plot.failure?.kind === "not-found";
  return (
    <>
      <div className="symbol-head">
        <div className="symbol-title">
          <h1 tabIndex={-1}>{symbol}</h1>
          {quote && <p className="symbol-quote"><Price quote={quote} className="symbol-price" /> <Change quote={quote} /></p>}
        </div>
        {!unknown && (
          <HorizonPicker
            horizons={horizons} interval={interval} value={horizon}
            onChange={(bars) => replaceRoute({ screen: "symbol", symbol, horizon: bars })}
          />
        )}
      </div>
      <div className="symbol-grid">
        <div className="symbol-chart card">
          <ResourceView resource={plot} loadingLabel={`Loading bars of ${symbol}`} skeleton={<Skeleton heights={[24, 420]} />}>
            {(data) => data.bars.length === 0
              ? <p className="empty">No bars are stored for {symbol} yet.</p>
              : <PriceChart key={`${data.symbol} ${data.forecast.points.length}`} plot={data} live={live} />}
          </ResourceView>
          <p className="chart-note quiet">
            Shaded: where the price is expected with 90% and 50% probability up to {horizonWords(horizon, interval)} ahead; the line is the median.
          </p>
        </div>
        {!unknown && (
          <div className="symbol-side">
            <ResourceView resource={forecast} loadingLabel="Loading the forecast" skeleton={<Skeleton heights={[380]} />}>
              {(data) => (
                <>
                  <ForecastCard
                    forecast={data} interval={interval}
                    metrics={metrics.data?.horizons.find((one) => one.horizon_bars === skillHorizon(data))}
                  />
                  <SayingsTable forecast={data} plot={plot.data} />
                </>
              )}
            </ResourceView>
          </div>
        )}
        {plot.data && plot.data.bars.length > 0 && (
          <div className="symbol-tables">
            <QuantileTable plot={plot.data} />
            <BarTable plot={plot.data} />
          </div>
        )}
      </div>
    </>
  );
}
