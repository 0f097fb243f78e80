import { useState } from "react";
import type { SymbolList } from "../../api/model";
import type { Resource } from "../../api/useResource";
import { useMarket } from "../../market/live";
import { ResourceView, Skeleton } from "../../ui/ResourceView";
import { SymbolCard } from "./SymbolCard";

const FILTER_FROM = 12;

/** Every symbol with its live price. */
export function MarketsScreen({ list }: { list: Resource<SymbolList> }) {
  const [filter, setFilter] = useState("");
  const symbols = useMarket((state) => state.symbols);
  const isReplay = useMarket((state) => state.feed?.name === "replay" && state.feed.state !== "off");
  return (
    <>
      <div className="screen-head">
        <h1 tabIndex={-1}>Markets</h1>
        <p className="lead">
          {isReplay ? "Recorded prices, played back as if live: not today’s market." : "The last price of every symbol."}
        </p>
      </div>
      <ResourceView resource={list} loadingLabel="Loading symbols" skeleton={<div className="markets-grid"><Skeleton heights={[206, 206, 206, 206, 206, 206]} /></div>}>
        {(data) => {
          const all = symbols ?? data.symbols;
          if (all.length === 0) return <p className="empty">No data yet. Run <code>martlet ingest --sample</code>, then <code>martlet train</code>.</p>;
          const shown = all.filter(({ symbol }) => symbol.toLowerCase().includes(filter.trim().toLowerCase()));
          return (
            <>
              {all.length > FILTER_FROM && (
                <label className="filter">
                  <span className="visually-hidden">Find a symbol</span>
                  <input type="search" placeholder="Find a symbol" value={filter} onChange={(event) => setFilter(event.target.value)} />
                </label>
              )}
              {shown.length === 0 && <p className="empty">No symbol matches “{filter}”.</p>}
              <ul className="markets-grid" data-testid="markets">
                {shown.map((summary) => <SymbolCard key={summary.symbol} summary={summary} />)}
              </ul>
            </>
          );
        }}
      </ResourceView>
    </>
  );
}
