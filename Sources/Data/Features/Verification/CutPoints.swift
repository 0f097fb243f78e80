import Base

/// Times to cut bars at.
enum CutPoints {
    /// Times where leaks are likely to show (``CutMarks``), and times spread over all there are, every other one of which is
    /// odd.
    ///
    /// - Returns: At most `count` times, increasing, none of them the last.
    static func choose(_ count: Int, in bars: VerificationBars, seed: UInt64) -> [Instant] {
        let places = 0..<max(0, bars.times.count - 1)
        guard count > 0, !places.isEmpty else { return [] }
        var generator = SeededGenerator(seed: seed)
        let marks = CutMarks(bars)
        var cuts: Set<Int> = []
        for mark in marks.all.prefix(count * 2 / 3) {
            let free = mark.filter { places.contains($0) && !cuts.contains($0) }
            if let chosen = free.randomElement(using: &generator) { cuts.insert(chosen) }
        }
        let strata = min(max(1, count - cuts.count), places.count)
        for stratum in 0..<strata where cuts.count < count {
            let range = (places.count * stratum / strata)..<(places.count * (stratum + 1) / strata)
            let free = range.filter { !cuts.contains($0) }
            let odd = stratum % 2 == 0 ? free.filter(marks.odd.contains) : []
            if let chosen = (odd.isEmpty ? free : odd).randomElement(using: &generator) { cuts.insert(chosen) }
        }
        return cuts.sorted().map { bars.times[$0] }
    }
}

/// Places among the times of bars where code that looks ahead is likely to show it.
private struct CutMarks {
    /// Kinds of places, those that hide most leaks first.
    private(set) var all: [[Int]] = []
    /// Bars that are odd, and those before them.
    private(set) var odd: Set<Int> = []

    init(_ bars: VerificationBars) {
        let times = bars.times
        var places: [Instant: Int] = [:]
        for (place, time) in times.enumerated() { places[time] = place }
        var quiet: Set<Int> = []
        var repeated: Set<Int> = []
        var beforeGap: Set<Int> = []
        for own in bars.series {
            let rows = own.times.compactMap { places[$0] }
            for row in 0..<rows.count {
                if own.volume[row] == 0 { quiet.insert(rows[row]) }
                if row > 0, own.close[row] == own.close[row - 1] { repeated.insert(rows[row]) }
                let next = row + 1 < rows.count ? rows[row + 1] : times.count
                if next != rows[row] + 1 { beforeGap.insert(rows[row]) }
            }
        }
        odd = quiet.union(repeated).union(beforeGap)
        odd.formUnion(odd.map { $0 - 1 })
        let listings = bars.series.compactMap { $0.times.first.flatMap { places[$0] } }.filter { $0 > 0 }
        let dates = times.map(\.utcDate)
        func lasts(_ period: (CivilDate) -> Int) -> [Int] {
            dates.indices.dropLast().filter { period(dates[$0]) != period(dates[$0 + 1]) }
        }
        let months = lasts { $0.parts.year * 12 + $0.parts.month }
        all = [
            [times.count - 2], Array(0..<5), Array(5..<25), listings.flatMap { $0..<($0 + 5) }, months, quiet.sorted(),
            beforeGap.sorted(), lasts(\.parts.year), listings.flatMap { ($0 + 5)..<($0 + 25) }, months.map { $0 - 1 },
            months.map { $0 + 1 }, repeated.sorted(), lasts { ($0.daysSinceEpoch + 3) / 7 },
            quiet.map { $0 - 1 }.sorted(),
        ]
    }
}
