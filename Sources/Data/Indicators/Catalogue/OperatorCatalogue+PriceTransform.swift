extension OperatorCatalogue {
    /// TA-Lib's price transforms.
    static let priceTransform: [OperatorDefinition] = []

    /// Other names of those.
    static let priceTransformAliases: [OperatorAlias] = []
}
