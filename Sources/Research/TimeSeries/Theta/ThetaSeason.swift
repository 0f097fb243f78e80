import Kernels

/// The season that is taken out of a series before a Theta method sees it.
public struct ThetaSeason: Sendable, Equatable, Codable {
    /// How a season is taken out.
    public enum Kind: String, Sendable, Codable {
        /// By division; for positive series.
        case multiplicative
        /// By subtraction.
        case additive
    }

    /// Whether the season divides or is subtracted.
    public let kind: Kind
    /// One number per place in the season, that of the first value first.
    public let indices: [Double]

    /// No season: nothing is taken out.
    public static let none = ThetaSeason(kind: .additive, indices: [0])

    /// Takes a known season.
    public init(kind: Kind, indices: [Double]) {
        precondition(!indices.isEmpty, "expected at least one index")
        self.kind = kind
        self.indices = indices
    }

    /// Reads a season; refuses one without an index.
    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        kind = try fields.decode(Kind.self, forKey: .kind)
        indices = try fields.decode([Double].self, forKey: .indices)
        guard !indices.isEmpty else {
            throw DecodingError.dataCorruptedError(
                forKey: .indices, in: fields, debugDescription: "expected at least one index")
        }
    }

    /// The season of a series by classical decomposition where the autocorrelation at the period is significant, else none.
    ///
    /// An index below 0.01 or a value at or below zero turns division into subtraction.
    /// - Source: as statsforecast's `AutoTheta`; the test is that of Assimakopoulos and Nikolopoulos (two-sided 90 %).
    public static func found(in values: [Double], period: Int, kind: Kind = .multiplicative) -> ThetaSeason {
        guard isSeasonal(values, period: period) else { return .none }
        if kind == .multiplicative && values.allSatisfy({ $0 > 0 }) {
            let indices = ClassicalDecomposition(values, period: period, isMultiplicative: true).indices
            if indices.allSatisfy({ $0 >= 0.01 }) { return ThetaSeason(kind: .multiplicative, indices: indices) }
        }
        let indices = ClassicalDecomposition(values, period: period, isMultiplicative: false).indices
        return ThetaSeason(kind: .additive, indices: indices)
    }

    /// Whether the autocorrelation at the period lies outside the 90 % band of a series without one there (Bartlett).
    ///
    /// - Returns: False for periods below 4 and series of fewer than two seasons.
    /// - Complexity: O(values · period).
    public static func isSeasonal(_ values: [Double], period: Int) -> Bool {
        guard period >= 4, values.count >= 2 * period else { return false }
        let mean = Statistics.mean(values)
        let centred = values.map { $0 - mean }
        let square = centred.reduce(0) { $0 + $1 * $1 }
        func correlation(_ lag: Int) -> Double {
            var sum = 0.0
            for index in lag..<centred.count { sum += centred[index] * centred[index - lag] }
            return sum / square
        }
        let squares = (1..<period).reduce(0.0) { sum, lag in
            let value = correlation(lag)
            return sum + value * value
        }
        let deviation = ((1 + 2 * squares) / Double(values.count)).squareRoot()
        return abs(correlation(period)) > deviation * NormalDistribution.quantile(0.95)
    }

    /// A value without its season.
    @inline(__always)
    func removed(from value: Double, at place: Int) -> Double {
        kind == .multiplicative ? value / indices[place] : value - indices[place]
    }

    /// A value with its season put back.
    @inline(__always)
    func restored(to value: Double, at place: Int) -> Double {
        kind == .multiplicative ? value * indices[place] : value + indices[place]
    }
}
