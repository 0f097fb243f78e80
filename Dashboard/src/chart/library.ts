import "lightweight-charts-standalone"; // a script that sets a global

export const charts = (globalThis as unknown as { LightweightCharts: LightweightCharts.Library }).LightweightCharts;
