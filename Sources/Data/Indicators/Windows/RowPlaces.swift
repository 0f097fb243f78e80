/// How many rows there are, and the sums of their places and of the squares of these.
struct RowPlaces: BitwiseCopyable, Sendable {
    private(set) var count = 0.0
    private(set) var sum = 0.0
    private(set) var squares = 0.0

    /// The numbers it takes in memory.
    @inline(__always)
    static var numberCount: Int { MemoryLayout<RowPlaces>.stride / MemoryLayout<Double>.stride }

    /// No rows.
    @inline(__always)
    init() {}

    /// One row.
    @inline(__always)
    init(_ place: Double) {
        count = 1
        sum = place
        squares = place * place
    }

    /// A run of rows.
    @inline(__always)
    init(_ places: Range<Int>) {
        count = Double(places.count)
        sum = Self.total(places.upperBound) - Self.total(places.lowerBound)
        squares = Self.totalSquares(places.upperBound) - Self.totalSquares(places.lowerBound)
    }

    /// Σ(place − mean place)².
    @inline(__always)
    var spread: Double { squares - sum * sum / count }

    @inline(__always)
    static func + (left: RowPlaces, right: RowPlaces) -> RowPlaces {
        var result = left
        result.count += right.count
        result.sum += right.sum
        result.squares += right.squares
        return result
    }

    @inline(__always)
    static func - (left: RowPlaces, right: RowPlaces) -> RowPlaces {
        var result = left
        result.count -= right.count
        result.sum -= right.sum
        result.squares -= right.squares
        return result
    }

    // Whole numbers below 2^53, so exact, for windows of up to 100,000 rows.
    @inline(__always)
    private static func total(_ end: Int) -> Double { Double(end * (end - 1) / 2) }

    @inline(__always)
    private static func totalSquares(_ end: Int) -> Double { Double(end * (end - 1) * (2 * end - 1) / 6) }
}
