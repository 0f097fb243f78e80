import Base

/// Compares computed values and keeps what differs, column by column.
struct Discrepancies {
    /// How far two numbers may be apart, as a share of the larger or of a thousandth of the column's median; 0 asks for the
    /// same bits.
    let tolerance: Double
    private(set) var comparisons = 0
    private var found: [Int: VerificationFinding] = [:]
    private let names: [String]

    init(_ names: [String], tolerance: Double = 0) {
        self.names = names
        self.tolerance = tolerance
    }

    /// What differs, in the order of the columns.
    var findings: [VerificationFinding] { found.sorted { $0.key < $1.key }.map(\.value) }

    /// Compares all symbols up to a cut, and tells how far before it values moved.
    ///
    /// - Parameters:
    ///   - base: The values with all bars.
    ///   - other: The values with other bars; a symbol without any counts as missing, on either side.
    ///   - cut: Rows after it do not count; `nil` compares all.
    ///   - isAhead: Whether a difference means that later bars were read.
    mutating func compare(_ base: ComputedValues, _ other: ComputedValues, upTo cut: Instant?, isAhead: Bool = true) {
        var values: [Symbol: SeriesValues] = [:]
        for own in other.series { values[own.symbol] = own }
        var moved: [Int: (finding: VerificationFinding, rows: Int)] = [:]
        let known = Set(base.series.map(\.symbol))
        let appeared = other.series.filter { !known.contains($0.symbol) }.map { SeriesValues(nothingOf: $0.symbol) }
        for own in base.series + appeared {
            let pair = SeriesPair(own, values[own.symbol] ?? SeriesValues(nothingOf: own.symbol), upTo: cut)
            comparisons += pair.count * names.count
            for column in names.indices {
                guard var finding = difference(column, pair) else { continue }
                finding.cut = cut
                if !isAhead { finding.barsAhead = nil }
                if var known = moved[column] {
                    known.finding.merge(finding)
                    moved[column] = (known.finding, known.rows + pair.count)
                } else {
                    moved[column] = (finding, pair.count)
                }
            }
        }
        for (column, (finding, rows)) in moved {
            var finding = finding
            finding.cuts = cut == nil ? 0 : 1
            finding.movesMost = isAhead && rows >= 200 && finding.values * 2 > rows
            if found[column] == nil { found[column] = finding } else { found[column]?.merge(finding) }
        }
    }

    private func difference(_ column: Int, _ pair: SeriesPair) -> VerificationFinding? {
        if pair.isSame(column) { return nil }
        let floor = tolerance > 0 ? pair.median(column) * 1e-3 : 0
        var finding: VerificationFinding?
        for row in 0..<pair.count {
            let (was, became) = pair.values(column, row)
            guard !isSame(was, became, floor) else { continue }
            let one = VerificationFinding(
                subject: names[column], symbol: pair.symbol, time: pair.times[row], was: was, became: became,
                barsAhead: pair.count - row)
            if finding == nil { finding = one } else { finding?.merge(one) }
        }
        return finding
    }

    private func isSame(_ left: Double, _ right: Double, _ floor: Double) -> Bool {
        if left.bitPattern == right.bitPattern || left.isNaN && right.isNaN { return true }
        guard tolerance > 0, left.isFinite, right.isFinite else { return false }
        return left == right || abs(left - right) <= tolerance * max(abs(left), abs(right), floor)
    }
}

/// The values of one symbol out of two computations, row beside row.
private struct SeriesPair {
    let symbol: Symbol
    /// The times of either, increasing.
    let times: [Instant]
    private let left: SeriesValues
    private let right: SeriesValues
    /// Where each time is on either side, −1 where it is not; empty when both sides have the same times.
    private let places: [(left: Int, right: Int)]

    init(_ left: SeriesValues, _ right: SeriesValues, upTo cut: Instant?) {
        symbol = left.symbol
        self.left = left
        self.right = right
        let own = left.times.prefix(left.rowCount(upTo: cut))
        let others = right.times.prefix(right.rowCount(upTo: cut))
        guard own != others else {
            (times, places) = (Array(own), [])
            return
        }
        var leftPlaces: [Instant: Int] = [:]
        for (place, time) in own.enumerated() { leftPlaces[time] = place }
        var rightPlaces: [Instant: Int] = [:]
        for (place, time) in others.enumerated() { rightPlaces[time] = place }
        times = Set(own).union(others).sorted()
        places = times.map { (leftPlaces[$0] ?? -1, rightPlaces[$0] ?? -1) }
    }

    var count: Int { times.count }

    func values(_ column: Int, _ row: Int) -> (Double, Double) {
        let own = left.times.isEmpty ? [] : left.column(column)
        let other = right.times.isEmpty ? [] : right.column(column)
        guard !places.isEmpty else { return (own[own.startIndex + row], other[other.startIndex + row]) }
        let place = places[row]
        return (
            place.left < 0 ? .nan : own[own.startIndex + place.left],
            place.right < 0 ? .nan : other[other.startIndex + place.right]
        )
    }

    /// Whether a column has the same bits on both sides; quick, since nearly all have.
    func isSame(_ column: Int) -> Bool {
        guard places.isEmpty else { return false }
        guard count > 0 else { return true }
        return left.column(column).withUnsafeBufferPointer { own in
            right.column(column).withUnsafeBufferPointer { other in
                for row in 0..<count where own[row].bitPattern != other[row].bitPattern {
                    guard own[row].isNaN, other[row].isNaN else { return false }
                }
                return true
            }
        }
    }

    /// The median size of what is not 0 of a column on the left; 0 where there is nothing.
    func median(_ column: Int) -> Double {
        guard !left.times.isEmpty else { return 0 }
        let sizes = left.column(column).filter { $0.isFinite && $0 != 0 }.map { abs($0) }.sorted()
        return sizes.isEmpty ? 0 : sizes[sizes.count / 2]
    }
}
