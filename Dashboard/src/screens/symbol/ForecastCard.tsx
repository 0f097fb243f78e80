import type { Forecast, HorizonMetrics } from "../../api/model";
import { format, horizonWords, modelName, modelWithVersion } from "../../format";
import { addressOf } from "../../router";
import { Notice } from "../../ui/Notice";
import { IN_SAMPLE, capitalised, forecastSentence, intervalWords, reasonWords, skillHorizon, skillHorizonWords, verdictTone } from "./words";

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
  const { p_up: up, price, return: { median: move } } = forecast.forecast;
  const reason = reasonWords(metrics);
  const measured = skillHorizonWords(forecast, interval);
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
        <div><dt>Median</dt><dd>{format.price(price.median)} <span className="quiet">{format.signedPercent(move === null ? null : Math.expm1(move))}</span></dd></div>
        <div><dt>80% interval</dt><dd>{intervalWords(forecast)}</dd></div>
        <div><dt>Model</dt><dd>{modelWithVersion(model.name, model.version)} <span className="quiet">{model.alias}</span></dd></div>
        <div><dt>Made from bars up to</dt><dd>{format.barDate(forecast.as_of, interval)}</dd></div>
      </dl>
      {forecast.in_sample && <Notice tone="warning" title="In sample"><p>{IN_SAMPLE}</p></Notice>}
      <Notice tone={verdictTone(skill.verdict)} title={capitalised(skill.verdict)}>
        {reason && <p>{reason}</p>}
        {measured && <p>{measured}</p>}
        <p>
          Against {modelName(skill.against).toLowerCase()}: Clark–West p {format.probability(skill.clark_west_p)}, Diebold–Mariano
          p {format.probability(skill.diebold_mariano_p)}, over {format.integer(skill.folds)} folds.
        </p>
        <p><a href={addressOf({ screen: "models", symbol, horizon: skillHorizon(forecast) })}>Compare all models</a></p>
      </Notice>
    </section>
  );
}
