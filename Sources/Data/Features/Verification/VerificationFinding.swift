public import Base

/// Something that moved and should not have: a feature, label or model that knew what came later.
public struct VerificationFinding: Sendable {
    /// What moved: the name of a feature, label or model.
    public let subject: String
    /// Whose value.
    public var symbol: Symbol?
    /// The time of the value.
    public var time: Instant?
    /// The bars after this time were removed or changed; `nil` where no cut was made.
    public var cut: Instant?
    /// What the value was.
    public var was: Double
    /// What it became.
    public var became: Double
    /// How many values moved.
    public var values: Int
    /// At how many cuts.
    public var cuts: Int
    /// How many bars ahead it looks, at the least; `nil` where that is not what was found.
    public var barsAhead: Int?
    /// Whether most values before a cut moved, as when a whole series is taken together.
    public var movesMost: Bool
    /// More about it; empty when the numbers say all.
    public var detail: String

    /// Describes what moved.
    public init(
        subject: String, symbol: Symbol? = nil, time: Instant? = nil, cut: Instant? = nil, was: Double = .nan,
        became: Double = .nan, values: Int = 1, cuts: Int = 0, barsAhead: Int? = nil, movesMost: Bool = false,
        detail: String = ""
    ) {
        self.subject = subject
        self.symbol = symbol
        self.time = time
        self.cut = cut
        self.was = was
        self.became = became
        self.values = values
        self.cuts = cuts
        self.barsAhead = barsAhead
        self.movesMost = movesMost
        self.detail = detail
    }

    /// Takes in what was found of the same subject elsewhere; of the two examples the one that has both numbers stays.
    mutating func merge(_ other: VerificationFinding) {
        var merged = hasNumbers || !other.hasNumbers ? self : other
        merged.values = values + other.values
        merged.cuts = cuts + other.cuts
        merged.barsAhead = [barsAhead, other.barsAhead].compactMap(\.self).max()
        merged.movesMost = movesMost || other.movesMost
        self = merged
    }

    /// Whether neither number is missing.
    private var hasNumbers: Bool { was.isFinite && became.isFinite }
}
