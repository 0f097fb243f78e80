import { get } from "../../api/client";
import type { Metrics, SymbolList } from "../../api/model";
import { useResource, type Resource } from "../../api/useResource";
import { format, horizonWords, modelWithVersion } from "../../format";
import { useReconnections } from "../../market/live";
import { replaceRoute } from "../../router";
import { HorizonPicker, chosenHorizon } from "../../ui/HorizonPicker";
import { Notice } from "../../ui/Notice";
import { ResourceView, Skeleton } from "../../ui/ResourceView";
import { SymbolSelect } from "../../ui/SymbolSelect";
import { capitalised } from "../symbol/words";
import { columns } from "./columns";
import { ModelsTable } from "./ModelsTable";
import { headline, priceWarning } from "./order";

interface ModelsScreenProps {
  list: Resource<SymbolList>;
  symbol: string | null;
  horizon: number | null;
}

/** The scores of every model of one symbol. */
export function ModelsScreen({ list, symbol: asked, horizon }: ModelsScreenProps) {
  return (
    <ResourceView resource={list} loadingLabel="Loading symbols" skeleton={<Skeleton heights={[60, 90, 400]} />}>
      {({ symbols }) => {
        const symbol = asked ?? symbols[0]?.symbol;
        if (!symbol) return <><h1 tabIndex={-1}>Models</h1><p className="empty">No data yet, so no models. Run <code>martlet ingest --sample</code>, then <code>martlet train</code>.</p></>;
        const interval = symbols.find((one) => one.symbol === symbol)?.interval ?? "1d";
        return <SymbolModels key={symbol} symbol={symbol} interval={interval} names={symbols.map((one) => one.symbol)} horizon={horizon} />;
      }}
    </ResourceView>
  );
}

interface SymbolModelsProps {
  symbol: string;
  interval: string;
  names: readonly string[];
  horizon: number | null;
}

function SymbolModels({ symbol, interval, names, horizon: asked }: SymbolModelsProps) {
  const metrics = useResource(`metrics ${symbol}`, useReconnections(), (signal) => get("/metrics/{symbol}", { parameters: { symbol }, signal }));
  const horizons = metrics.data?.horizons.map((one) => one.horizon_bars) ?? [];
  const horizon = chosenHorizon(horizons, asked);
  return (
    <>
      <div className="screen-head is-split">
        <div>
          <h1 tabIndex={-1}>Models</h1>
          <p className="lead">Judged by walk-forward on data they had not seen, beside the naive forecasts.</p>
        </div>
        <div className="controls">
          <SymbolSelect names={names} value={symbol} onChange={(next) => replaceRoute({ screen: "models", symbol: next, horizon: asked })} />
          {horizons.length > 0 && (
            <HorizonPicker horizons={horizons} interval={interval} value={horizon} onChange={(bars) => replaceRoute({ screen: "models", symbol, horizon: bars })} />
          )}
        </div>
      </div>
      <ResourceView resource={metrics} loadingLabel={`Loading models of ${symbol}`} skeleton={<Skeleton heights={[90, 420]} />}>
        {(data) => <HorizonModels metrics={data} horizon={horizon} interval={interval} />}
      </ResourceView>
    </>
  );
}

function HorizonModels({ metrics, horizon: bars, interval }: { metrics: Metrics; horizon: number; interval: string }) {
  const horizon = metrics.horizons.find((one) => one.horizon_bars === bars);
  if (!horizon || horizon.models.length === 0) {
    return <p className="empty">No model of {metrics.symbol} has been judged yet. Run <code>martlet train {metrics.symbol}</code>.</p>;
  }
  const { tone, title } = headline(horizon);
  const scores = horizon.models[0]?.scores;
  const { champion } = horizon;
  return (
    <>
      <Notice tone={tone} title={title}>
        {horizon.reason && <p>{capitalised(horizon.reason)}</p>}
        <p>{priceWarning(horizon)}</p>
      </Notice>
      <ModelsTable horizon={horizon} label={`Models of ${metrics.symbol}, ${horizonWords(bars, interval)} ahead`} />
      <p className="quiet table-note">
        {scores && `${format.integer(scores.n)} forecasts out of sample in ${format.integer(scores.folds)} folds. `}
        {`Champion: ${modelWithVersion(champion.name, champion.version)}.`}
      </p>
      <details className="card glossary">
        <summary>What the columns mean</summary>
        <dl>
          <div><dt>Verdict</dt><dd>What the gate said: passed or refused. The naive models are what the others are measured against, and are not judged. Open a verdict for its reason.</dd></div>
          {columns.map((column) => <div key={column.name}><dt>{column.name}</dt><dd>{column.meaning}</dd></div>)}
        </dl>
      </details>
    </>
  );
}
