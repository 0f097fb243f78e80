// Short names for the parts of the API that the screens use; every shape comes from the OpenAPI document.
import type { GetAnswers, PostAnswers, RealtimeCommand, RealtimeMessage } from "./types";

export type LiveCommand = RealtimeCommand;
export type LiveMessage = RealtimeMessage;
export type SymbolList = GetAnswers["/symbols"];
export type SymbolSummary = SymbolList["symbols"][number];
export type Feed = SymbolList["feed"];
export type Readiness = GetAnswers["/ready"];
export type Metrics = GetAnswers["/metrics/{symbol}"];
export type HorizonMetrics = Metrics["horizons"][number];
export type ModelScores = HorizonMetrics["models"][number];
export type Plot = GetAnswers["/plot/{symbol}"];
export type PlotBar = Plot["bars"][number];
export type PlotForecast = NonNullable<Plot["forecast"]>;
export type PlotPoint = NonNullable<PlotForecast["points"]>[number];
export type Quality = GetAnswers["/quality"];
export type SymbolQuality = Quality["symbols"][number];
export type Finding = SymbolQuality["findings"][number];
export type Severity = Finding["severity"];
export type Scores = ModelScores["scores"];
export type Forecast = PostAnswers["/predict/{symbol}"];
export type LiveBar = Extract<LiveMessage, { type: "bar" }>;
