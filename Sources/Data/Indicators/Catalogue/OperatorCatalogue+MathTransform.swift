extension OperatorCatalogue {
    /// TA-Lib's math transforms.
    static let mathTransform: [OperatorDefinition] = []

    /// Other names of those.
    static let mathTransformAliases: [OperatorAlias] = []
}
