extension Chart {
    private var width: Double { isWide ? 960 : 480 }
    private var bottom: Double { 46 }
    private var top: Double { legend.isEmpty ? 12 : 30 }
    private var right: Double { 18 }
    /// Room for the marks' texts and the label beside them.
    private var left: Double { 32 + 6.6 * Double(y.ticks.map(\.text.count).max() ?? 4) }

    private func px(_ value: Double) -> Double {
        left + (width - left - right) * share(value, x.domain)
    }

    private func py(_ value: Double) -> Double {
        height - bottom - (height - top - bottom) * share(value, y.domain)
    }

    /// Where a value lies in a domain; what lies far out stays in sight of the edge.
    private func share(_ value: Double, _ domain: ClosedRange<Double>) -> Double {
        let width = domain.upperBound - domain.lowerBound
        return width > 0 ? max(-0.02, min(1.02, (value - domain.lowerBound) / width)) : 0.5
    }

    private func at(_ value: Double) -> String { Markup.coordinate(value) }

    /// The picture as an SVG element.
    func svg() -> String {
        let name = Markup.escaped(title)
        var parts = [
            "<svg viewBox=\"0 0 \(at(width)) \(at(height))\" role=\"img\" aria-label=\"\(name): "
                + "\(Markup.escaped(summary))\"><title>\(name)</title>"
        ]
        parts += grid()
        parts += layers.map(drawn)
        parts += frame() + legendLine()
        return parts.filter { !$0.isEmpty }.joined(separator: "\n") + "</svg>"
    }

    private func grid() -> [String] {
        y.ticks.map { tick in
            let height = at(py(tick.value))
            return
                "<line class=\"g\" x1=\"\(at(left))\" x2=\"\(at(width - right))\" y1=\"\(height)\" y2=\"\(height)\"/>"
                + "<text x=\"\(at(left - 6))\" y=\"\(height)\" dy=\".35em\" text-anchor=\"end\">"
                + "\(Markup.escaped(tick.text))</text>"
        }
    }

    private func frame() -> [String] {
        let floor = at(height - bottom)
        let middle = at((top + height - bottom) / 2)
        var parts = [
            "<line class=\"a\" x1=\"\(at(left))\" x2=\"\(at(width - right))\" y1=\"\(floor)\" y2=\"\(floor)\"/>"
        ]
        var free = -Double.infinity
        for tick in x.ticks {
            let place = px(tick.value)
            let half = Double(tick.text.count) * 3.6
            parts.append(
                "<line class=\"a\" x1=\"\(at(place))\" x2=\"\(at(place))\" y1=\"\(floor)\" "
                    + "y2=\"\(at(height - bottom + 4))\"/>")
            // Texts that would touch the one before are left out; their marks stay.
            guard place - half > free else { continue }
            free = place + half + 6
            let inside = max(half, min(width - half, place))
            parts.append(
                "<text x=\"\(at(inside))\" y=\"\(at(height - bottom + 17))\" text-anchor=\"middle\">"
                    + "\(Markup.escaped(tick.text))</text>")
        }
        parts.append(
            "<text class=\"l\" x=\"\(at((left + width - right) / 2))\" y=\"\(at(height - 8))\" text-anchor=\"middle\">"
                + "\(Markup.escaped(x.label))</text>")
        parts.append(
            "<text class=\"l\" transform=\"translate(12 \(middle)) rotate(-90)\" text-anchor=\"middle\">"
                + "\(Markup.escaped(y.label))</text>")
        return parts
    }

    private func legendLine() -> [String] {
        var place = left
        return legend.map { entry in
            let dash = entry.isDashed ? " d" : ""
            let start = place
            place += 40 + 6.7 * Double(entry.text.count)
            return "<line class=\"n \(entry.tone.rawValue)\(dash)\" x1=\"\(at(start))\" x2=\"\(at(start + 16))\" "
                + "y1=\"12\" y2=\"12\"/><text x=\"\(at(start + 21))\" y=\"16\">\(Markup.escaped(entry.text))</text>"
        }
    }

    private func drawn(_ layer: ChartLayer) -> String {
        switch layer {
        case .line(let points, let tone, let isDashed): lines(points, tone, isDashed)
        case .dots(let points, let tone, let radius):
            points.filter(\.isFinite).map {
                "<circle class=\"f \(tone.rawValue)\" cx=\"\(at(px($0.x)))\" cy=\"\(at(py($0.y)))\" r=\"\(at(radius))\"/>"
            }.joined()
        case .band(let spans, let tone): area(spans.filter(\.isFinite), tone)
        case .bars(let points, let width, let tone): bars(points.filter(\.isFinite), width, tone)
        case .lyingBars(let points, let width, let tone): lyingBars(points.filter(\.isFinite), width, tone)
        case .intervals(let spans, let tone):
            stroke(spans.filter(\.isFinite).map { "M\(at(px($0.at))) \(at(py($0.low)))V\(at(py($0.high)))" }, tone)
        case .lyingIntervals(let spans, let tone):
            stroke(spans.filter(\.isFinite).map { "M\(at(px($0.low))) \(at(py($0.at)))H\(at(px($0.high)))" }, tone)
        case .level(let value):
            "<path class=\"z\" d=\"M\(at(left)) \(at(py(value)))H\(at(width - right))\"/>"
        case .place(let value):
            "<path class=\"z\" d=\"M\(at(px(value))) \(at(top))V\(at(height - bottom))\"/>"
        case .cells(let cells): cells.map(rectangle).joined()
        }
    }

    private func stroke(_ parts: [String], _ tone: Tone) -> String {
        parts.isEmpty ? "" : "<path class=\"w \(tone.rawValue)\" d=\"\(parts.joined())\"/>"
    }

    /// A line that stops where points are missing.
    private func lines(_ points: [ChartPoint], _ tone: Tone, _ isDashed: Bool) -> String {
        var path = ""
        var isDown = false
        for point in points {
            guard point.isFinite else {
                isDown = false
                continue
            }
            path += "\(isDown ? "L" : "M")\(at(px(point.x))) \(at(py(point.y)))"
            isDown = true
        }
        return path.isEmpty ? "" : "<path class=\"n \(tone.rawValue)\(isDashed ? " d" : "")\" d=\"\(path)\"/>"
    }

    private func area(_ spans: [ChartSpan], _ tone: Tone) -> String {
        guard spans.count > 1 else { return "" }
        let forth = spans.map { "\(at(px($0.at))) \(at(py($0.low)))" }
        let back = spans.reversed().map { "\(at(px($0.at))) \(at(py($0.high)))" }
        return "<path class=\"b \(tone.rawValue)\" d=\"M\((forth + back).joined(separator: "L"))Z\"/>"
    }

    private func bars(_ points: [ChartPoint], _ width: Double, _ tone: Tone) -> String {
        points.map { point in
            let (from, to) = (px(point.x - width / 2), px(point.x + width / 2))
            let (zero, end) = (py(0), py(point.y))
            return "<rect class=\"r \(tone.rawValue)\" x=\"\(at(from))\" y=\"\(at(min(zero, end)))\" "
                + "width=\"\(at(max(0.5, to - from)))\" height=\"\(at(abs(zero - end)))\"/>"
        }.joined()
    }

    private func lyingBars(_ points: [ChartPoint], _ width: Double, _ tone: Tone) -> String {
        points.map { point in
            let (low, high) = (py(point.y - width / 2), py(point.y + width / 2))
            let (zero, end) = (px(0), px(point.x))
            return "<rect class=\"r \(tone.rawValue)\" x=\"\(at(min(zero, end)))\" y=\"\(at(high))\" "
                + "width=\"\(at(max(0.5, abs(zero - end))))\" height=\"\(at(low - high))\"/>"
        }.joined()
    }

    private func rectangle(_ cell: ChartCell) -> String {
        let (from, to) = (px(cell.x.lowerBound), px(cell.x.upperBound))
        let (low, high) = (py(cell.y.lowerBound), py(cell.y.upperBound))
        return "<rect class=\"c\" x=\"\(at(from))\" y=\"\(at(high))\" width=\"\(at(to - from + 0.3))\" "
            + "height=\"\(at(low - high + 0.3))\" opacity=\"\(at(cell.weight))\"/>"
    }
}
