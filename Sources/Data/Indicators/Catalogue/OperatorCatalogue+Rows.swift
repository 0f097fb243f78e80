extension OperatorCatalogue {
    /// Statistics whose windows count rows, missing ones too, as pandas and Qlib count them.
    static let rows: [OperatorDefinition] = []

    /// Other names of those.
    static let rowsAliases: [OperatorAlias] = []
}
