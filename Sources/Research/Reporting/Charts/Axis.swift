import Base

/// One axis of a chart: what it measures, from where to where, and where its marks are.
struct Axis: Sendable {
    /// A place on the axis with a text.
    struct Tick: Sendable, Equatable {
        let value: Double
        let text: String
    }

    let label: String
    let domain: ClosedRange<Double>
    let ticks: [Tick]

    /// An axis of numbers that holds all the values given; its ends are round numbers.
    ///
    /// - Parameters:
    ///   - label: What it measures, with its unit.
    ///   - values: What it must hold; those that are not finite are left out.
    ///   - style: How its marks are written; with as many decimals as tell them apart.
    ///   - includesZero: Whether 0 is held as well.
    ///   - marks: About how many marks it has.
    /// - Returns: The axis.
    static func numbers(
        _ label: String, _ values: [Double], _ style: NumberStyle, includesZero: Bool = false, marks: Int = 5
    ) -> Axis {
        let finite = values.filter(\.isFinite) + (includesZero ? [0] : [])
        var low = finite.min() ?? 0
        var high = finite.max() ?? 1
        if high - low < max(abs(high), abs(low)) * 1e-9 + 1e-300 {
            let margin = max(abs(high) * 0.1, 1e-6)
            (low, high) = (low - margin, high + margin)
        }
        let step = niceStep((high - low) / Double(max(1, marks)))
        let first = (low / step + 1e-9).rounded(.down)
        let last = (high / step - 1e-9).rounded(.up)
        let values = stride(from: first, through: last, by: 1).map { $0 * step }
        let domain = (values.first ?? low)...(values.last ?? high)
        return Axis(label: label, domain: domain, ticks: labelled(values, style.fitting(step: step)))
    }

    /// An axis with ends and marks as given.
    static func fixed(_ label: String, _ domain: ClosedRange<Double>, marks: [Double], _ style: NumberStyle) -> Axis {
        Axis(label: label, domain: domain, ticks: labelled(marks, style))
    }

    /// An axis of names, each at its place counted from 0.
    static func names(_ label: String, _ names: [String]) -> Axis {
        Axis(
            label: label, domain: -0.5...(Double(max(1, names.count)) - 0.5),
            ticks: names.enumerated().map { Tick(value: Double($0.offset), text: $0.element) })
    }

    /// An axis of times; its values are days since 1970.
    static func times(_ label: String, _ times: [Instant], marks: Int = 7) -> Axis {
        let first = times.first.map(days) ?? 0
        let last = max(times.last.map(days) ?? 1, first + 1e-3)
        return Axis(label: label, domain: first...last, ticks: timeTicks(first, last, marks: marks))
    }

    /// Where a time is on an axis of times.
    static func days(_ time: Instant) -> Double { Double(time.nanoseconds) / 86_400e9 }

    private static func labelled(_ values: [Double], _ style: NumberStyle) -> [Tick] {
        values.map { Tick(value: $0, text: style.text(abs($0) < 1e-12 ? 0 : $0)) }
    }

    /// 1, 2, 2.5 or 5 times a power of ten, at or above a value.
    private static func niceStep(_ least: Double) -> Double {
        guard least > 0, least.isFinite else { return 1 }
        var power = 1.0
        while power > least { power /= 10 }
        while power * 10 <= least { power *= 10 }
        return [1, 2, 2.5, 5, 10].map { $0 * power }.first { $0 >= least * (1 - 1e-9) } ?? 10 * power
    }

    /// The first days of years, of months or single days, whichever makes about so many.
    private static func timeTicks(_ first: Double, _ last: Double, marks: Int) -> [Tick] {
        let start = CivilDate(daysSinceEpoch: Int(first.rounded(.down)))
        let months = (last - first) / 30.44
        guard months >= 3 else { return dayTicks(first, last, marks: marks) }
        let step = [1, 2, 3, 6, 12, 24, 60, 120].first { months / Double($0) <= Double(marks) * 1.3 } ?? 240
        let (year, month, _) = start.parts
        var index = year * 12 + (step >= 12 ? 0 : (month - 1) / step * step)
        if step >= 12 { index = year / (step / 12) * step }
        var ticks: [Tick] = []
        while let date = CivilDate(year: index / 12, month: index % 12 + 1, day: 1),
            Double(date.daysSinceEpoch) <= last
        {
            if Double(date.daysSinceEpoch) >= first {
                let text = step >= 12 ? String(date.parts.year) : String(date.description.prefix(7))
                ticks.append(Tick(value: Double(date.daysSinceEpoch), text: text))
            }
            index += step
        }
        return ticks
    }

    private static func dayTicks(_ first: Double, _ last: Double, marks: Int) -> [Tick] {
        let step = max(1, Int(((last - first) / Double(marks)).rounded(.up)))
        return stride(from: Int(first.rounded(.up)), through: Int(last), by: step).map {
            Tick(value: Double($0), text: String(CivilDate(daysSinceEpoch: $0).description.dropFirst(5)))
        }
    }
}
