import Base

/// Rows of one symbol out of one segment, times strictly increasing.
struct BarPiece {
    var times: [Instant]
    var open: [Double]
    var high: [Double]
    var low: [Double]
    var close: [Double]
    var adjustedClose: [Double]
    var volume: [Double]
    /// When each row was known; `nil` when every row was known early enough.
    var knowledge: [Instant]?
}

/// Puts the pieces of one symbol together into the rows that were known at an instant.
struct BarAssembly {
    private let symbol: Symbol
    private let interval: BarInterval
    private(set) var pieces: [BarPiece] = []

    private let calendarName: String?

    init(symbol: Symbol, interval: BarInterval, calendarName: String?) {
        self.symbol = symbol
        self.interval = interval
        self.calendarName = calendarName
    }

    /// Adds a piece; pieces come in the order they were committed.
    mutating func add(_ piece: BarPiece) { pieces.append(piece) }

    /// The rows known at an instant: of each event time the one known last.
    ///
    /// An append never gives a row an earlier knowledge time than the stored row of its event time has, so the one known
    /// last is the one committed last; pieces whose rows were all known early enough need no knowledge times.
    func series(asOf: Instant) -> BarSeries {
        let merged = merged(asOf: asOf)
        var series = BarSeries(
            symbol: symbol, interval: interval, times: merged.times, open: merged.open, high: merged.high,
            low: merged.low, close: merged.close, adjustedClose: merged.adjustedClose, volume: merged.volume)
        series.calendarName = calendarName
        return series
    }

    /// The rows known at an instant, with their knowledge times where all pieces have them.
    func merged(asOf: Instant) -> BarPiece {
        guard var result = pieces.first else { return BarPiece.empty }
        let allKnown = pieces.allSatisfy { $0.knowledge?.allSatisfy { $0 <= asOf } ?? true }
        let inOrder = zip(pieces, pieces.dropFirst()).allSatisfy { left, right in
            guard let last = left.times.last, let first = right.times.first else { return true }
            return last < first
        }
        guard allKnown && inOrder else { return interleaved(asOf: asOf) }
        for piece in pieces.dropFirst() { result.append(piece) }
        return result
    }

    /// The general case: corrections, or rows too new.
    private func interleaved(asOf: Instant) -> BarPiece {
        struct Place {
            let time: Instant
            let piece: Int
            let row: Int
        }
        var places: [Place] = []
        for (index, piece) in pieces.enumerated() {
            for (row, time) in piece.times.enumerated() {
                if let knowledge = piece.knowledge, knowledge[row] > asOf { continue }
                places.append(Place(time: time, piece: index, row: row))
            }
        }
        places.sort { ($0.time, $0.piece) < ($1.time, $1.piece) }
        var result = BarPiece.empty
        result.knowledge = pieces.allSatisfy { $0.knowledge != nil } ? [] : nil
        for (index, place) in places.enumerated() {
            let isLast = index + 1 == places.count || places[index + 1].time != place.time
            if isLast { result.append(pieces[place.piece], row: place.row) }
        }
        return result
    }
}

extension BarPiece {
    static let empty = BarPiece(times: [], open: [], high: [], low: [], close: [], adjustedClose: [], volume: [])

    mutating func append(_ piece: BarPiece) {
        times += piece.times
        open += piece.open
        high += piece.high
        low += piece.low
        close += piece.close
        adjustedClose += piece.adjustedClose
        volume += piece.volume
        knowledge = if let own = knowledge, let new = piece.knowledge { own + new } else { nil }
    }

    mutating func append(_ piece: BarPiece, row: Int) {
        times.append(piece.times[row])
        open.append(piece.open[row])
        high.append(piece.high[row])
        low.append(piece.low[row])
        close.append(piece.close[row])
        adjustedClose.append(piece.adjustedClose[row])
        volume.append(piece.volume[row])
        if let new = piece.knowledge { knowledge?.append(new[row]) }
    }
}
