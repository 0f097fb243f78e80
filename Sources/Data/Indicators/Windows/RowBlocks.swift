/// What is known of the last `period` rows, of which missing ones are skipped, without taking anything away again.
///
/// Rows are taken in blocks of `period`. When a block is full, its suffixes are folded up; a window is then a suffix of
/// the old block and a prefix of the new one. So no error outlives its block, a flat window is exact, and nothing
/// drifts however long the series is. Amortised two joins a row; every `period`-th row costs `period`. Before the first
/// row lies a block in which all is missing, so that windows at the beginning are merely short of rows.
///
/// Anchored folds take their deviations from a row of the window, which bounds the cancellation by the window's length.
/// Where the anchor's block has nothing left in the window but missing rows, the new block is folded again.
///
/// - Source: van Herk, Gil and Werman's block decomposition, for any associative fold.
struct RowBlocks<Fold: RowFold>: BitwiseCopyable, Sendable {
    let period: Int
    private let start: Int
    /// How many rows the new block has.
    private(set) var position = 0
    private var oldGaps: Int
    private var newGaps = RowPlaces()
    private var prefix = Fold.empty
    private var isFirst = true
    private var isRebased = false
    /// What deviations are taken from.
    private(set) var anchor = Fold.noAnchor

    /// The room one window needs in the window memory: rows, suffixes, and where the rows of the suffixes are.
    static func room(_ period: Int) -> Int { period * (Fold.valueCount + Fold.sumCount + RowPlaces.numberCount) }

    /// Makes an empty window at an offset of the memory.
    init(period: Int, at start: Int = 0) {
        self.period = period
        self.start = start
        oldGaps = period
    }

    /// Writes the suffixes of a block in which all is missing; needed where an empty sum is not zero.
    func prepare(_ window: WindowMemory) {
        for place in 0..<period { suffixes(window)[place] = Fold.empty }
    }

    /// Whether the window is full of rows that are not missing.
    @inline(__always)
    var isWhole: Bool { oldGaps == 0 && newGaps.count == 0 }

    /// How many rows a window at the beginning lacks.
    @inline(__always)
    var lackingRows: Int { isFirst ? period - position : 0 }

    /// The place of the window's oldest row, whether or not there is such a row.
    @inline(__always)
    var firstPlace: Int { position }

    /// The number of the row of a place, the oldest row of the window being 1.
    @inline(__always)
    func number(of place: Double) -> Double { place - Double(firstPlace + lackingRows - 1) }

    /// Takes a row, missing or not, and gives what is known of the window.
    @inline(__always)
    mutating func push(_ value: Fold.Value, _ window: WindowMemory) -> Fold.Sum {
        rows(window)[position] = value
        let place = Double(period + position)
        if value.isFinite {
            prefix = Fold.join(prefix, Fold.term(value, anchor, place))
        } else {
            newGaps = newGaps + RowPlaces(place)
        }
        position += 1
        if position == period { turn(window) }
        if Fold.isAnchored && !isWhole { rebase(window) }
        return Fold.join(suffixes(window)[position], prefix)
    }

    /// How many rows in the window are not missing.
    @inline(__always)
    func count(_ window: WindowMemory) -> Int { Int(places(window).count) }

    /// The rows in the window that are not missing.
    @inline(__always)
    func places(_ window: WindowMemory) -> RowPlaces {
        let old = oldGaps == 0 ? RowPlaces(position..<period) : suffixPlaces(window)[position]
        return RowPlaces(period..<(period + position)) - newGaps + old
    }

    /// The rows of the window, missing ones too: the newest `position` first, then the older ones; zeros where rows
    /// lack.
    @inline(__always)
    func rows(_ window: WindowMemory) -> UnsafeMutablePointer<Fold.Value> {
        room(window, 0, Fold.Value.self)
    }

    @inline(__always)
    private func suffixes(_ window: WindowMemory) -> UnsafeMutablePointer<Fold.Sum> {
        room(window, period * Fold.valueCount, Fold.Sum.self)
    }

    @inline(__always)
    private func suffixPlaces(_ window: WindowMemory) -> UnsafeMutablePointer<RowPlaces> {
        room(window, period * (Fold.valueCount + Fold.sumCount), RowPlaces.self)
    }

    /// The part of the memory that holds one thing for each place, from an offset on.
    @inline(__always)
    private func room<Element>(
        _ window: WindowMemory, _ offset: Int, _ type: Element.Type
    ) -> UnsafeMutablePointer<Element> {
        guard let base = window.baseAddress else { preconditionFailure("a window over rows needs its memory") }
        return UnsafeMutableRawPointer(base + start + offset).bindMemory(to: type, capacity: period)
    }
}

extension RowBlocks {
    /// Makes the new block the old one.
    @inline(__always)
    private mutating func turn(_ window: WindowMemory) {
        let rows = rows(window)
        if newGaps.count == 0 {
            anchor = Fold.isAnchored ? rows[period - 1] : Fold.noAnchor
            Self.foldUp(rows, suffixes(window), period, anchor)
        } else {
            anchor = Self.foldUp(rows, suffixes(window), suffixPlaces(window), period)
        }
        oldGaps = Int(newGaps.count)
        newGaps = RowPlaces()
        position = 0
        prefix = Fold.empty
        isFirst = false
        isRebased = false
    }

    /// Folds up the suffixes of a block in which nothing is missing.
    @inline(__always)
    private static func foldUp(
        _ rows: UnsafeMutablePointer<Fold.Value>, _ suffixes: UnsafeMutablePointer<Fold.Sum>, _ period: Int,
        _ anchor: Fold.Value
    ) {
        var sum = Fold.empty
        var place = period - 1
        while place >= 0 {
            sum = Fold.join(Fold.term(rows[place], anchor, Double(place)), sum)
            suffixes[place] = sum
            place -= 1
        }
    }

    /// Folds up the suffixes of a block with missing rows, and gives the anchor: its last row that is not missing.
    @inline(never)
    private static func foldUp(
        _ rows: UnsafeMutablePointer<Fold.Value>, _ suffixes: UnsafeMutablePointer<Fold.Sum>,
        _ places: UnsafeMutablePointer<RowPlaces>, _ period: Int
    ) -> Fold.Value {
        var anchor = Fold.noAnchor
        var sum = Fold.empty
        var there = RowPlaces()
        for place in (0..<period).reversed() {
            let value = rows[place]
            if value.isFinite {
                if Fold.isAnchored && there.count == 0 { anchor = value }
                sum = Fold.join(Fold.term(value, anchor, Double(place)), sum)
                there = there + RowPlaces(Double(place))
            }
            suffixes[place] = sum
            places[place] = there
        }
        return anchor
    }

    /// Takes the anchor from the new block once no row of the old one is left, and folds the new one again.
    @inline(__always)
    private mutating func rebase(_ window: WindowMemory) {
        let isThereOld = oldGaps == 0 || suffixPlaces(window)[position].count > 0
        if isThereOld || isRebased || Double(position) == newGaps.count { return }
        let again = Self.again(rows(window), position, period)
        anchor = again.anchor
        prefix = again.prefix
        isRebased = true
    }

    @inline(never)
    private static func again(
        _ rows: UnsafeMutablePointer<Fold.Value>, _ count: Int, _ period: Int
    ) -> (anchor: Fold.Value, prefix: Fold.Sum) {
        var anchor: Fold.Value?
        var sum = Fold.empty
        for place in 0..<count where rows[place].isFinite {
            let base = anchor ?? rows[place]
            anchor = base
            sum = Fold.join(sum, Fold.term(rows[place], base, Double(period + place)))
        }
        return (anchor ?? Fold.noAnchor, sum)
    }
}
