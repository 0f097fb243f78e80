public import Base
import Indicators
import Storage

/// A named, versioned list of features.
///
/// - As of: every feature at bar t uses bars up to t of the same symbol and nothing else.
/// - Missing: features are NaN for the first ``warmUpBars`` bars and where an operator passes a bar over.
public struct FeatureSet: Sendable {
    /// What the set is called.
    public let name: String
    /// Its version, from 1; a changed definition is a new version.
    public let version: Int
    /// The features, in the order of the columns.
    public let definitions: [FeatureDefinition]
    /// SHA-256, in hexadecimal, of name, version and all definitions in a canonical form; comments and layout do not count.
    public let hash: String
    let plan: FeaturePlan

    init(name: String, version: Int, definitions: [FeatureDefinition], plan: FeaturePlan) {
        self.name = name
        self.version = version
        self.definitions = definitions
        self.plan = plan
        let lines = ["martlet feature set 1", name, String(version)] + definitions.map(\.canonical)
        hash = SHA256.hexadecimal(lines.joined(separator: "\n"))
    }

    /// The names of the columns.
    public var featureNames: [String] { definitions.map(\.name) }

    /// The number of bars before the first row with every feature.
    public var warmUpBars: Int { plan.warmUpBars }

    /// A pipeline that has seen no bar.
    public func makePipeline() -> FeaturePipeline { FeaturePipeline(plan: plan) }

    /// All features of a series, one array per feature, each as long as the series.
    ///
    /// The same bits as a ``FeaturePipeline`` fed bar by bar.
    ///
    /// - Shape: features × bars.
    /// - As of: the value at a bar uses that bar and earlier ones.
    /// - Missing: NaN while warming up.
    ///
    /// - Parameter series: Adjusted bars (``Base/BarSeries/adjusted()``), oldest first.
    /// - Returns: One array per feature.
    /// - Complexity: O(bars × features); ``FeatureTable`` is the quicker form for many series.
    public func columns(of series: BarSeries) -> [[Double]] {
        let table = FeatureTable(self, of: [series])
        return definitions.indices.map { Array(table.column($0, ofSeries: 0)) }
    }
}
