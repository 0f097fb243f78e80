/// Sums of squared deviations, and of their products, of the last `period` pairs of values.
///
/// Blocks and anchors as in ``RollingMoments``: nothing drifts, the level costs no digits, flat values give exactly zero.
struct RollingPairMoments: Sendable {
    let period: Int
    let start: Int
    private let perCount: Double
    private var position = 0
    private var isFull = false
    private var anchor = ValuePair(0, 0)
    private var prefix = Sums()

    /// Σ(x − mean)², never negative.
    private(set) var firstSquares = 0.0
    /// Σ(y − mean)², never negative.
    private(set) var secondSquares = 0.0
    /// Σ(x − mean)(y − mean).
    private(set) var products = 0.0

    private struct Sums {
        var first = 0.0
        var second = 0.0
        var firstSquares = 0.0
        var secondSquares = 0.0
        var products = 0.0

        @inline(__always)
        mutating func add(_ x: Double, _ y: Double) {
            first += x
            second += y
            firstSquares += x * x
            secondSquares += y * y
            products += x * y
        }
    }

    /// The room the moments need in the window memory.
    static func room(_ period: Int) -> Int { 5 * period }

    /// Makes an empty window at an offset of the memory.
    init(period: Int, at start: Int = 0) {
        self.period = period
        self.start = start
        perCount = 1 / Double(period)
    }

    /// Takes a pair; false until there are `period` of them.
    @inline(__always)
    mutating func push(_ value: ValuePair, _ window: WindowMemory) -> Bool {
        window[start + position] = value.first
        window[start + position + period] = value.second
        position += 1
        if position == period {
            turn(window)
            return true
        }
        prefix.add(value.first - anchor.first, value.second - anchor.second)
        let place = start + position
        conclude(
            first: prefix.first + window[place], second: prefix.second + window[place + period],
            firstSquares: prefix.firstSquares + window[place + 2 * period],
            secondSquares: prefix.secondSquares + window[place + 3 * period],
            products: prefix.products + window[place + 4 * period])
        return isFull
    }

    @inline(__always)
    private mutating func turn(_ window: WindowMemory) {
        var place = start + period - 1
        anchor = ValuePair(window[place], window[place + period])
        var suffix = Sums()
        while place >= start {
            suffix.add(window[place] - anchor.first, window[place + period] - anchor.second)
            window[place] = suffix.first
            window[place + period] = suffix.second
            window[place + 2 * period] = suffix.firstSquares
            window[place + 3 * period] = suffix.secondSquares
            window[place + 4 * period] = suffix.products
            place -= 1
        }
        position = 0
        prefix = Sums()
        isFull = true
        conclude(
            first: suffix.first, second: suffix.second, firstSquares: suffix.firstSquares,
            secondSquares: suffix.secondSquares, products: suffix.products)
    }

    @inline(__always)
    private mutating func conclude(
        first: Double, second: Double, firstSquares: Double, secondSquares: Double, products: Double
    ) {
        let shift = first * perCount
        self.firstSquares = max(firstSquares - first * shift, 0)
        self.secondSquares = max(secondSquares - second * second * perCount, 0)
        self.products = products - second * shift
    }
}
