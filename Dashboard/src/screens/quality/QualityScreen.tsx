import { useState } from "react";
import { get } from "../../api/client";
import type { Quality, Severity } from "../../api/model";
import { useResource } from "../../api/useResource";
import { format, ruleName } from "../../format";
import { useReconnections } from "../../market/live";
import { replaceRoute } from "../../router";
import { Choice, type ChoiceOption } from "../../ui/Choice";
import { ResourceView, Skeleton } from "../../ui/ResourceView";
import { ScrollTable } from "../../ui/ScrollTable";
import { SEVERITIES, filtered, rowsOf, totals, type Row } from "./findings";

const PAGE = 50;
const PLURALS: Readonly<Record<Severity, string>> = { error: "Errors", warning: "Warnings", info: "Notes" };

interface QualityScreenProps {
  symbol: string | null;
  severity: Severity | null;
}

/** What the quality checks found. */
export function QualityScreen({ symbol, severity }: QualityScreenProps) {
  const quality = useResource("quality", useReconnections(), (signal) => get("/quality", { signal }));
  return (
    <>
      <div className="screen-head">
        <h1 tabIndex={-1}>Data quality</h1>
        <p className="lead">Every bar is checked on its way in. Rows with an error are quarantined: kept, but not used.</p>
      </div>
      <ResourceView resource={quality} loadingLabel="Loading the quality report" skeleton={<Skeleton heights={[90, 220, 320]} />}>
        {(data) => data.symbols.length === 0
          ? <p className="empty">Nothing has been checked yet. Run <code>martlet ingest --sample</code>.</p>
          : (
            <>
              <Tiles quality={data} />
              <SymbolTable quality={data} />
              <Findings quality={data} symbol={symbol} severity={severity} />
            </>
          )}
      </ResourceView>
    </>
  );
}

function Tiles({ quality }: { quality: Quality }) {
  const sum = totals(quality.symbols);
  const tiles: [string, number, string][] = [
    ["Bars checked", sum.bars, ""],
    ["Errors", sum.errors, sum.errors > 0 ? "is-error" : ""],
    ["Warnings", sum.warnings, sum.warnings > 0 ? "is-warning" : ""],
    ["Notes", sum.infos, ""],
    ["Rows in quarantine", sum.quarantined, ""],
  ];
  return (
    <dl className="tiles">
      {tiles.map(([name, value, tone]) => (
        <div key={name} className={`tile ${tone}`}><dt>{name}</dt><dd>{format.integer(value)}</dd></div>
      ))}
    </dl>
  );
}

function SymbolTable({ quality }: { quality: Quality }) {
  return (
    <section className="card by-symbol">
      <ScrollTable label="Findings by symbol" title="By symbol">
        <table>
          <thead>
            <tr>
              <th scope="col">Symbol</th>
              <th scope="col">Interval</th>
              {["Bars", "Errors", "Warnings", "Notes", "Quarantined"].map((name) => <th key={name} scope="col" className="number">{name}</th>)}
            </tr>
          </thead>
          <tbody>
            {quality.symbols.map((one) => (
              <tr key={`${one.symbol} ${one.interval}`}>
                <th scope="row">{one.symbol}</th>
                <td>{one.interval}</td>
                {Object.values(totals([one])).map((value, index) => (
                  <td key={index} className={`number ${value === 0 ? "quiet" : ""}`}>{format.integer(value)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollTable>
    </section>
  );
}

function option(value: Severity | "all", label: string, count: number): ChoiceOption<Severity | "all"> {
  return { value, label: `${label} ${format.integer(count)}`, spoken: `${label}, ${format.integer(count)}` };
}

function Findings({ quality, symbol, severity }: { quality: Quality } & QualityScreenProps) {
  const [pages, setPages] = useState(1);
  const all = rowsOf(quality);
  const ofSymbol = filtered(all, symbol, null);
  const rows = filtered(ofSymbol, null, severity);
  const choose = (next: QualityScreenProps) => {
    setPages(1);
    replaceRoute({ screen: "quality", ...next });
  };
  const options = [
    option("all", "All", ofSymbol.length),
    ...SEVERITIES.map((one) => option(one, PLURALS[one], filtered(ofSymbol, null, one).length)),
  ];
  const shown = rows.slice(0, pages * PAGE);
  return (
    <section className="card" aria-labelledby="findings-title">
      <div className="findings-head">
        <h2 id="findings-title">Findings</h2>
        <div className="controls">
          <label className="select">
            <span className="visually-hidden">Symbol</span>
            <select value={symbol ?? ""} onChange={(event) => choose({ symbol: event.target.value || null, severity })}>
              <option value="">All symbols</option>
              {[...new Set(quality.symbols.map((one) => one.symbol))].map((name) => <option key={name} value={name}>{name}</option>)}
            </select>
          </label>
          <Choice legend="Severity" options={options} value={severity ?? "all"} onChange={(value) => choose({ symbol, severity: value === "all" ? null : value })} />
        </div>
      </div>
      {rows.length === 0 ? <p className="empty">{all.length === 0 ? "Nothing was found: the data is clean." : "Nothing of this kind."}</p> : <FindingsTable rows={shown} />}
      {rows.length > shown.length && (
        <p className="actions">
          <button type="button" className="button" onClick={() => setPages(pages + 1)}>
            Show {Math.min(PAGE, rows.length - shown.length)} more of {format.integer(rows.length)}
          </button>
        </p>
      )}
    </section>
  );
}

function when(row: Row): string {
  const start = format.barDate(row.time, row.interval);
  return row.last_time && row.last_time !== row.time ? `${start} – ${format.barDate(row.last_time, row.interval)}` : start;
}

function FindingsTable({ rows }: { rows: readonly Row[] }) {
  return (
    <ScrollTable label="Table of findings">
      <table data-testid="findings">
        <caption className="visually-hidden">Findings of the quality checks</caption>
        <thead>
          <tr>
            <th scope="col">Severity</th>
            <th scope="col">Symbol</th>
            <th scope="col">Bar</th>
            <th scope="col">Rule</th>
            <th scope="col" className="number">Value</th>
            <th scope="col" className="number">Count</th>
            <th scope="col">Note</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index}>
              <td><span className={`severity is-${row.severity}`}>{row.severity === "info" ? "note" : row.severity}</span></td>
              <th scope="row">{row.symbol}</th>
              <td className="no-break">{when(row)}</td>
              <td className="no-break">{ruleName(row.rule)}</td>
              <td className="number">{format.number(row.value, Number.isInteger(row.value) ? 0 : 4)}</td>
              <td className="number">{format.integer(row.count)}</td>
              <td className="note">{row.note}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollTable>
  );
}
