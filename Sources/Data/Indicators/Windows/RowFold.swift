/// What a window over rows adds up: an associative way to join what is known of older rows and of newer ones.
protocol RowFold: Sendable {
    /// What comes in on a row.
    associatedtype Value: IndicatorInput
    /// What is known of some rows.
    associatedtype Sum: BitwiseCopyable, Sendable

    /// What is known of no rows.
    static var empty: Sum { get }
    /// Whether a row counts by its distance from an anchor, a row of the window.
    static var isAnchored: Bool { get }
    /// An anchor before there is any.
    static var noAnchor: Value { get }
    /// What is known of one row.
    ///
    /// - Parameters:
    ///   - value: What came in; all of it is finite.
    ///   - anchor: The anchor.
    ///   - place: The row's place, counted from the first row of the block before the newest.
    /// - Returns: What the row alone would give.
    static func term(_ value: Value, _ anchor: Value, _ place: Double) -> Sum
    /// What is known of two runs of rows, one after the other.
    static func join(_ older: Sum, _ newer: Sum) -> Sum
}

extension RowFold {
    /// The numbers a sum takes in memory.
    @inline(__always)
    static var sumCount: Int { MemoryLayout<Sum>.stride / MemoryLayout<Double>.stride }
    /// The numbers a value takes in memory.
    @inline(__always)
    static var valueCount: Int { MemoryLayout<Value>.stride / MemoryLayout<Double>.stride }
}

/// The sum of the values.
enum SumFold: RowFold {
    @inline(__always) static var empty: Double { 0 }
    @inline(__always) static var isAnchored: Bool { false }
    @inline(__always) static var noAnchor: Double { 0 }
    @inline(__always) static func term(_ value: Double, _ anchor: Double, _ place: Double) -> Double { value }
    @inline(__always) static func join(_ older: Double, _ newer: Double) -> Double { older + newer }
}

/// The largest value.
enum HighestFold: RowFold {
    @inline(__always) static var empty: Double { -.infinity }
    @inline(__always) static var isAnchored: Bool { false }
    @inline(__always) static var noAnchor: Double { 0 }
    @inline(__always) static func term(_ value: Double, _ anchor: Double, _ place: Double) -> Double { value }
    @inline(__always) static func join(_ older: Double, _ newer: Double) -> Double { newer > older ? newer : older }
}

/// The largest value and its place, the oldest among equals.
enum HighestPlaceFold: RowFold {
    struct Sum: BitwiseCopyable, Sendable {
        var value: Double
        var place: Double
    }

    @inline(__always) static var empty: Sum { Sum(value: -.infinity, place: 0) }
    @inline(__always) static var isAnchored: Bool { false }
    @inline(__always) static var noAnchor: Double { 0 }
    @inline(__always) static func term(_ value: Double, _ anchor: Double, _ place: Double) -> Sum {
        Sum(value: value, place: place)
    }
    @inline(__always) static func join(_ older: Sum, _ newer: Sum) -> Sum {
        let isNewer = newer.value > older.value
        return Sum(value: isNewer ? newer.value : older.value, place: isNewer ? newer.place : older.place)
    }
}

/// Deviations from the anchor and their squares.
enum MomentsFold: RowFold {
    struct Sum: BitwiseCopyable, Sendable {
        var first: Double
        var second: Double
    }

    @inline(__always) static var empty: Sum { Sum(first: 0, second: 0) }
    @inline(__always) static var isAnchored: Bool { true }
    @inline(__always) static var noAnchor: Double { 0 }
    @inline(__always) static func term(_ value: Double, _ anchor: Double, _ place: Double) -> Sum {
        let deviation = value - anchor
        return Sum(first: deviation, second: deviation * deviation)
    }
    @inline(__always) static func join(_ older: Sum, _ newer: Sum) -> Sum {
        Sum(first: older.first + newer.first, second: older.second + newer.second)
    }
}

/// Deviations from the anchor and their second, third and fourth powers.
enum PowersFold: RowFold {
    struct Sum: BitwiseCopyable, Sendable {
        var first: Double
        var second: Double
        var third: Double
        var fourth: Double
    }

    @inline(__always) static var empty: Sum { Sum(first: 0, second: 0, third: 0, fourth: 0) }
    @inline(__always) static var isAnchored: Bool { true }
    @inline(__always) static var noAnchor: Double { 0 }
    @inline(__always) static func term(_ value: Double, _ anchor: Double, _ place: Double) -> Sum {
        let deviation = value - anchor
        let square = deviation * deviation
        return Sum(first: deviation, second: square, third: square * deviation, fourth: square * square)
    }
    @inline(__always) static func join(_ older: Sum, _ newer: Sum) -> Sum {
        Sum(
            first: older.first + newer.first, second: older.second + newer.second, third: older.third + newer.third,
            fourth: older.fourth + newer.fourth)
    }
}

/// Deviations from the anchor, their squares, and their products with the place.
enum TrendFold: RowFold {
    struct Sum: BitwiseCopyable, Sendable {
        var first: Double
        var second: Double
        var product: Double
    }

    @inline(__always) static var empty: Sum { Sum(first: 0, second: 0, product: 0) }
    @inline(__always) static var isAnchored: Bool { true }
    @inline(__always) static var noAnchor: Double { 0 }
    @inline(__always) static func term(_ value: Double, _ anchor: Double, _ place: Double) -> Sum {
        let deviation = value - anchor
        return Sum(first: deviation, second: deviation * deviation, product: deviation * place)
    }
    @inline(__always) static func join(_ older: Sum, _ newer: Sum) -> Sum {
        Sum(
            first: older.first + newer.first, second: older.second + newer.second,
            product: older.product + newer.product)
    }
}

/// What two series have in common: deviations of both from their anchors, squares and products.
enum CrossFold: RowFold {
    struct Sum: BitwiseCopyable, Sendable {
        var x: Double
        var y: Double
        var xx: Double
        var yy: Double
        var xy: Double
    }

    @inline(__always) static var empty: Sum { Sum(x: 0, y: 0, xx: 0, yy: 0, xy: 0) }
    @inline(__always) static var isAnchored: Bool { true }
    @inline(__always) static var noAnchor: ValuePair { ValuePair(0, 0) }
    @inline(__always) static func term(_ value: ValuePair, _ anchor: ValuePair, _ place: Double) -> Sum {
        let x = value.first - anchor.first
        let y = value.second - anchor.second
        return Sum(x: x, y: y, xx: x * x, yy: y * y, xy: x * y)
    }
    @inline(__always) static func join(_ older: Sum, _ newer: Sum) -> Sum {
        Sum(
            x: older.x + newer.x, y: older.y + newer.y, xx: older.xx + newer.xx, yy: older.yy + newer.yy,
            xy: older.xy + newer.xy)
    }
}
