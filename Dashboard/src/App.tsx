import { useEffect, useRef } from "react";
import type { SymbolList } from "./api/model";
import { useResource, type Resource } from "./api/useResource";
import { charts } from "./chart/library";
import { loadSymbols, startLive, useMarket, useReconnections } from "./market/live";
import { addressOf, useRoute, type Route } from "./router";
import { MarketsScreen } from "./screens/markets/MarketsScreen";
import { ModelsScreen } from "./screens/models/ModelsScreen";
import { QualityScreen } from "./screens/quality/QualityScreen";
import { SymbolScreen } from "./screens/symbol/SymbolScreen";
import { Logo } from "./ui/Logo";
import { StatusPill, connectionPill, feedPill } from "./ui/StatusPills";

function titleOf(route: Route): string {
  switch (route.screen) {
    case "markets":
      return "Markets";
    case "symbol":
      return route.symbol;
    case "models":
      return route.symbol ? `Models of ${route.symbol}` : "Models";
    case "quality":
      return "Data quality";
  }
}

/** Names the page after the screen, and moves the focus to a new screen's heading as a page load would. */
function useScreenChange(route: Route): void {
  const title = titleOf(route);
  const place = route.screen === "symbol" ? `symbol ${route.symbol}` : route.screen;
  const isFirst = useRef(true);
  useEffect(() => {
    document.title = `${title} · Martlet`;
  }, [title]);
  useEffect(() => {
    if (isFirst.current) {
      isFirst.current = false;
      return;
    }
    scrollTo(0, 0);
    document.querySelector<HTMLElement>("main h1")?.focus({ preventScroll: true });
  }, [place]);
}

function Screen({ route, list }: { route: Route; list: Resource<SymbolList> }) {
  switch (route.screen) {
    case "markets":
      return <MarketsScreen list={list} />;
    case "symbol":
      return <SymbolScreen key={route.symbol} symbol={route.symbol} horizon={route.horizon} />;
    case "models":
      return <ModelsScreen list={list} symbol={route.symbol} horizon={route.horizon} />;
    case "quality":
      return <QualityScreen symbol={route.symbol} severity={route.severity} />;
  }
}

function Header({ route }: { route: Route }) {
  const feed = useMarket((state) => state.feed);
  const phase = useMarket((state) => state.phase);
  const symbol = route.screen === "symbol" || route.screen === "models" ? route.symbol : null;
  const links: [string, Route, boolean][] = [
    ["Markets", { screen: "markets" }, route.screen === "markets" || route.screen === "symbol"],
    ["Models", { screen: "models", symbol, horizon: "horizon" in route ? route.horizon : null }, route.screen === "models"],
    ["Quality", { screen: "quality", symbol: null, severity: null }, route.screen === "quality"],
  ];
  return (
    <header className="top">
      <div className="top-inner">
        <a className="brand" href={addressOf({ screen: "markets" })}><Logo />Martlet</a>
        <nav aria-label="Screens">
          {links.map(([name, target, isHere]) => (
            <a key={name} href={addressOf(target)} aria-current={isHere ? "page" : undefined}>{name}</a>
          ))}
        </nav>
        <div className="pills" role="status">
          <StatusPill name="feed" pill={feedPill(feed)} />
          <StatusPill name="connection" pill={connectionPill(phase)} />
        </div>
      </div>
    </header>
  );
}

function Footer() {
  return (
    <footer className="bottom">
      <p>
        Forecasts are distributions, not advice. <a href="/docs">API</a> · charts by{" "}
        <a href="https://www.tradingview.com/">TradingView Lightweight Charts™ {charts.version()}</a> · <a href="/app/licenses.txt">notices</a>
      </p>
    </footer>
  );
}

export function App() {
  const route = useRoute();
  const main = useRef<HTMLElement>(null);
  const list = useResource("symbols", useReconnections(), loadSymbols);
  useEffect(startLive, []);
  useScreenChange(route);
  return (
    <>
      <button type="button" className="skip" onClick={() => main.current?.focus()}>Skip to the content</button>
      <Header route={route} />
      <main ref={main} tabIndex={-1}>
        <Screen route={route} list={list} />
      </main>
      <Footer />
    </>
  );
}
