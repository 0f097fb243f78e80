extension OperatorCatalogue {
    /// TA-Lib's cycle indicators (Hilbert transform).
    static let cycle: [OperatorDefinition] = []

    /// Other names of those.
    static let cycleAliases: [OperatorAlias] = []
}
