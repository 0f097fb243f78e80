import type { HorizonMetrics, ModelScores } from "../../api/model";
import { useMediaQuery } from "../../chart/theme";
import { modelName } from "../../format";
import { ScrollTable } from "../../ui/ScrollTable";
import { capitalised } from "../symbol/words";
import { columns } from "./columns";
import { inOrder, isChampion, verdictWord } from "./order";

function Badges({ horizon, model }: { horizon: HorizonMetrics; model: ModelScores }) {
  return (
    <>
      {isChampion(horizon, model) && <span className="badge is-champion">champion</span>}
      {model.alias === "challenger" && <span className="badge">challenger</span>}
    </>
  );
}

/** One word, so that the models can be compared; opened, the sentence. */
function Verdict({ model }: { model: ModelScores }) {
  const word = verdictWord(model);
  return (
    <details className={`verdict ${word === "passed" ? "is-good" : ""}`}>
      <summary>{word}</summary>
      <p>{capitalised(model.verdict)}.</p>
    </details>
  );
}

function version(model: ModelScores): string {
  return typeof model.version === "number" ? ` v${model.version}` : "";
}

function Wide({ horizon, label }: { horizon: HorizonMetrics; label: string }) {
  return (
    <ScrollTable label={label}>
      <table className="models-table">
        <caption className="visually-hidden">{label}</caption>
        <thead>
          <tr>
            <th scope="col">Model</th>
            <th scope="col">Verdict</th>
            {columns.map((column) => <th key={column.name} scope="col" className="number">{column.name}</th>)}
          </tr>
        </thead>
        <tbody>
          {inOrder(horizon.models).map((model) => (
            <tr key={`${model.name} ${model.version}`} className={`${model.is_naive ? "is-naive" : ""} ${isChampion(horizon, model) ? "is-champion" : ""}`}>
              <th scope="row">
                <span className="model-name">{modelName(model.name)}<span className="quiet">{version(model)}</span></span>
                <span className="badges"><Badges horizon={horizon} model={model} /></span>
              </th>
              <td className="verdict-cell"><Verdict model={model} /></td>
              {columns.map((column) => <td key={column.name} className="number">{column.cell(model)}</td>)}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollTable>
  );
}

function Stacked({ horizon, label }: { horizon: HorizonMetrics; label: string }) {
  return (
    <ul className="model-cards" aria-label={label}>
      {inOrder(horizon.models).map((model) => (
        <li key={`${model.name} ${model.version}`} className={`card ${isChampion(horizon, model) ? "is-champion" : ""}`}>
          <h2>{modelName(model.name)}<span className="quiet">{version(model)}</span> <Badges horizon={horizon} model={model} /></h2>
          <Verdict model={model} />
          <dl className="facts is-dense">
            {columns.map((column) => <div key={column.name}><dt>{column.name}</dt><dd>{column.cell(model)}</dd></div>)}
          </dl>
        </li>
      ))}
    </ul>
  );
}

/** The models beside the naive ones: a table, or cards where a table does not fit. */
export function ModelsTable({ horizon, label }: { horizon: HorizonMetrics; label: string }) {
  const narrow = useMediaQuery("(max-width: 699px)");
  return narrow ? <Stacked horizon={horizon} label={label} /> : <Wide horizon={horizon} label={label} />;
}
