/// One feature of a set: a name and what it is made of.
public struct FeatureDefinition: Sendable, Hashable {
    /// What the feature is called.
    public let name: String
    /// What it is made of.
    public let expression: FeatureExpression

    /// One line that is the same for two features exactly when they compute the same under the same name.
    var canonical: String { "\(name): \(expression)" }
}
