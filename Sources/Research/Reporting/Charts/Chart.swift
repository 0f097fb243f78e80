/// A colour's part in a chart; what it looks like is the page's style sheet's.
enum Tone: String, Sendable, CaseIterable {
    /// The model that the report is about.
    case first = "t1"
    case second = "t2"
    case third = "t3"
    case fourth = "t4"
    /// The naive forecasts, and what would be expected.
    case naive = "t0"
}

/// A place in a chart, in the units of its axes.
struct ChartPoint: Sendable, Equatable {
    let x: Double
    let y: Double

    var isFinite: Bool { x.isFinite && y.isFinite }
}

/// A stretch of an axis at a place of the other.
struct ChartSpan: Sendable, Equatable {
    let at: Double
    let low: Double
    let high: Double

    var isFinite: Bool { at.isFinite && low.isFinite && high.isFinite }
}

/// A rectangle of a density, with how dark it is.
struct ChartCell: Sendable, Equatable {
    let x: ClosedRange<Double>
    let y: ClosedRange<Double>
    /// From 0 to 1.
    let weight: Double
}

/// One thing drawn in a chart; later ones lie above earlier ones.
///
/// What is not finite is left out.
enum ChartLayer: Sendable {
    /// Straight lines from point to point.
    case line([ChartPoint], Tone, isDashed: Bool = false)
    /// Single points.
    case dots([ChartPoint], Tone, radius: Double = 2.6)
    /// The area between two lines.
    case band([ChartSpan], Tone)
    /// Bars from 0, so wide on the horizontal axis.
    case bars([ChartPoint], width: Double, Tone)
    /// Lying bars from 0, so thick on the vertical axis.
    case lyingBars([ChartPoint], width: Double, Tone)
    /// Upright intervals.
    case intervals([ChartSpan], Tone)
    /// Lying intervals.
    case lyingIntervals([ChartSpan], Tone)
    /// A thin line through the whole chart at a height.
    case level(Double)
    /// A thin line through the whole chart at a place.
    case place(Double)
    /// Small rectangles, darker where there is more.
    case cells([ChartCell])
}

/// A picture with two axes: inline SVG that takes its colours from the page.
struct Chart: Sendable {
    /// What the picture shows, in a few words.
    let title: String
    /// What one sees in it, for those who cannot.
    let summary: String
    let x: Axis
    let y: Axis
    let layers: [ChartLayer]
    /// What the tones stand for; empty where there is nothing to tell apart.
    var legend: [(text: String, tone: Tone, isDashed: Bool)] = []
    /// Whether it takes the whole width of the page.
    var isWide = false
    /// How high it is, in the units of a width of 480, or 960 where it is wide.
    var height = 280.0
}
