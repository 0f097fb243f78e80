import type { Forecast, HorizonMetrics } from "../../api/model";
import { format, horizonWords, modelName, modelWithVersion } from "../../format";
import { addressOf } from "../../router";
import { Notice } from "../../ui/Notice";
import { capitalised, forecastSentence, intervalWords, quantileAt, reasonWords, verdictTone } from "./words";

interface ForecastCardProps {
  forecast: Forecast;
  interval: string;
  metrics: HorizonMetrics | undefined;
}

/** A bar from 0 to 1 with a mark at one half, where a coin would be. */
function ProbabilityBar({ value }: { value: number }) {
  return (
    <div className="probability-bar" aria-hidden="true">
      <div className="probability-fill" style={{ width: `${Math.max(0, Math.min(1, value)) * 100}%` }} />
      <div className="probability-half" />
    </div>
  );
}

/** The champion's forecast in numbers and words. */
export function ForecastCard({ forecast, interval, metrics }: ForecastCardProps) {
  const { model, skill, symbol, horizon_bars: bars } = forecast;
  const { p_up: up, price } = forecast.forecast;
  const move = quantileAt(forecast.forecast.return.quantiles, 0.5);
  const reason = reasonWords(metrics);
  return (
    <section className="card forecast-card" aria-labelledby="forecast-title" data-testid="forecast">
      <h2 id="forecast-title">Forecast <span className="quiet">{horizonWords(bars, interval)} ahead</span></h2>
      <p className="visually-hidden" data-testid="forecast-sentence">{forecastSentence(forecast, interval, metrics)}</p>
      <div className="probability">
        <span className="probability-value">{format.percent(up, 0)}</span>
        <span className="probability-label">chance of a higher price, P(up)</span>
      </div>
      <ProbabilityBar value={up ?? 0.5} />
      <dl className="facts">
        <div><dt>Median</dt><dd>{format.price(quantileAt(price.quantiles, 0.5))} <span className="quiet">{format.signedPercent(typeof move !== "number" ? null : Math.expm1(move))}</span></dd></div>
        <div><dt>80% interval</dt><dd>{intervalWords(forecast)}</dd></div>
        <div><dt>Model</dt><dd>{modelWithVersion(model.name, model.version)}{model.alias ? <span className="quiet"> {model.alias}</span> : null}</dd></div>
        <div><dt>Made from bars up to</dt><dd>{format.barDate(forecast.as_of, interval)}</dd></div>
      </dl>
      <Notice tone={verdictTone(skill.verdict)} title={capitalised(skill.verdict)}>
        {reason && <p>{reason}</p>}
        <p>
          Against {modelName(skill.against).toLowerCase()}: Clark–West p {format.probability(skill.clark_west_p)}, Diebold–Mariano
          p {format.probability(skill.diebold_mariano_p)}, over {format.integer(skill.folds)} folds.
        </p>
        <p><a href={addressOf({ screen: "models", symbol, horizon: bars })}>Compare all models</a></p>
      </Notice>
    </section>
  );
}
