import Base

/// A price chart with a forecast band as an SVG picture, for places where no script runs.
///
/// Colours follow the reader's scheme by a style sheet inside the picture.
struct PlotPicture {
    /// Closes on the left, then one band point a forecast step.
    struct Content {
        let title: String
        let times: [Instant]
        let closes: [Double]
        let band: [BandPoint]
    }

    private let content: Content
    private let width = 960.0
    private let height = 420.0
    private let left = 64.0
    private let right = 16.0
    private let top = 40.0
    private let bottom = 32.0

    init(_ content: Content) { self.content = content }

    func svg() -> String {
        let bounds = priceBounds()
        var parts = [
            """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(Int(width)) \(Int(height))" role="img" \
            aria-label="\(escaped(content.title))">
            <style>svg{background:#fff;font:12px system-ui,sans-serif}text{fill:#334}.g{stroke:#dde}.c{fill:none;\
            stroke:#1a56b0;stroke-width:1.6}.o{fill:#1a56b0;opacity:.16}.i{fill:#1a56b0;opacity:.3}.m{fill:none;\
            stroke:#1a56b0;stroke-dasharray:5 4;stroke-width:1.6}@media(prefers-color-scheme:dark){svg{background:#11151c}\
            text{fill:#cdd6e4}.g{stroke:#2a3342}.c,.m{stroke:#7aa2f7}.o,.i{fill:#7aa2f7}}</style>
            <title>\(escaped(content.title))</title>
            <text x="\(left)" y="24" font-size="15">\(escaped(content.title))</text>
            """
        ]
        parts += gridLines(bounds) + dateLabels()
        parts.append("<polyline class=\"c\" points=\"\(points(content.closes, from: 0, bounds))\"/>")
        parts += bandShapes(bounds)
        parts.append("</svg>\n")
        return parts.joined(separator: "\n")
    }

    private var slots: Int { max(content.closes.count + content.band.count, 2) }

    private func x(_ slot: Int) -> Double { left + (width - left - right) * Double(slot) / Double(slots - 1) }

    private func y(_ price: Double, _ bounds: ClosedRange<Double>) -> Double {
        let share = (price - bounds.lowerBound) / (bounds.upperBound - bounds.lowerBound)
        return height - bottom - (height - top - bottom) * share
    }

    private func priceBounds() -> ClosedRange<Double> {
        let prices =
            (content.closes + content.band.flatMap { [$0.quantiles.first, $0.quantiles.last].compactMap(\.self) })
            .filter(\.isFinite)
        let low = prices.min() ?? 0
        let high = prices.max() ?? 1
        let margin = max((high - low) * 0.05, abs(high) * 1e-6, 1e-9)
        return (low - margin)...(high + margin)
    }

    private func points(_ prices: [Double], from slot: Int, _ bounds: ClosedRange<Double>) -> String {
        prices.enumerated().filter { $0.element.isFinite }
            .map { "\(rounded(x(slot + $0.offset))),\(rounded(y($0.element, bounds)))" }.joined(separator: " ")
    }

    private func gridLines(_ bounds: ClosedRange<Double>) -> [String] {
        (0...4).map { step in
            let price = bounds.lowerBound + (bounds.upperBound - bounds.lowerBound) * Double(step) / 4
            let level = rounded(y(price, bounds))
            return """
                <line class="g" x1="\(left)" x2="\(width - right)" y1="\(level)" y2="\(level)"/>\
                <text x="\(left - 8)" y="\(level)" dy="4" text-anchor="end">\(label(price))</text>
                """
        }
    }

    private func dateLabels() -> [String] {
        guard let last = content.times.last else { return [] }
        let middle = content.times.count / 2
        let marks = [(0, content.times[0], "start"), (middle, content.times[middle], "middle")]
        return (marks + [(content.times.count - 1, last, "middle")]).map { slot, time, anchor in
            "<text x=\"\(rounded(x(slot)))\" y=\"\(height - 10)\" text-anchor=\"\(anchor)\">\(time.utcDate)</text>"
        }
    }

    private func bandShapes(_ bounds: ClosedRange<Double>) -> [String] {
        guard let last = content.closes.last, !content.band.isEmpty else { return [] }
        let start = content.closes.count - 1
        func shape(_ low: Int, _ high: Int, _ name: String) -> String {
            let lower = [last] + content.band.map { $0.quantiles[low] }
            let upper = [last] + content.band.map { $0.quantiles[high] }
            let forth = points(lower, from: start, bounds)
            let back = points(upper, from: start, bounds).split(separator: " ").reversed().joined(separator: " ")
            return "<polygon class=\"\(name)\" points=\"\(forth) \(back)\"/>"
        }
        let median = [last] + content.band.map { $0.quantiles[3] }
        return [
            shape(0, 6, "o"), shape(2, 4, "i"),
            "<polyline class=\"m\" points=\"\(points(median, from: start, bounds))\"/>",
        ]
    }

    private func rounded(_ value: Double) -> Double { Serving.rounded(value, 100) }

    private func label(_ price: Double) -> Double { abs(price) < 1 ? roundedPrice(price) : rounded(price) }

    private func escaped(_ text: String) -> String {
        var result = ""
        for character in text {
            switch character {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            default: result.append(character)
            }
        }
        return result
    }
}

/// Price quantiles (0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95) some bars after the last one.
struct BandPoint: Sendable {
    static let levels = [0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95]

    let time: Instant
    let horizonBars: Int
    let quantiles: [Double]
}
