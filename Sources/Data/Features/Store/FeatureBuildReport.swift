public import Base

/// What a build of features did.
public struct FeatureBuildReport: Sendable, Equatable {
    /// A symbol whose rows were computed again from the first bar, and why.
    public struct Rebuilt: Sendable, Equatable {
        /// The symbol.
        public let symbol: Symbol
        /// Why its stored rows could not stay.
        public let reason: String
    }

    /// The set.
    public let set: StoredSet
    /// What each bar covers.
    public let interval: BarInterval
    /// Symbols that had nothing new.
    public var upToDate: [Symbol] = []
    /// Symbols stored for the first time.
    public var added: [Symbol] = []
    /// Symbols whose new bars were computed, the stored rows left as they are.
    public var continued: [Symbol] = []
    /// Symbols computed again from the first bar.
    public var rebuilt: [Rebuilt] = []
    /// The rows computed.
    public var rows = 0
    /// The size of the files written.
    public var bytes = 0

    init(set: StoredSet, interval: BarInterval) {
        self.set = set
        self.interval = interval
    }

    /// Whether nothing was computed.
    public var isNothing: Bool { added.isEmpty && continued.isEmpty && rebuilt.isEmpty }

    /// All symbols that were looked at.
    public var symbolCount: Int { upToDate.count + added.count + continued.count + rebuilt.count }
}
