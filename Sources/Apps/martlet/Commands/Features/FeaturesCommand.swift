import CommandLineInterface

/// The command `martlet features`.
enum FeaturesCommand {
    static let command = Command(
        "features", "List, show, build, read, compare and verify sets of features.",
        discussion: """
            A set is a file of named features, each an expression over bars, with a version. What is built of it is stored \
            by version and symbol, so that reading is quick and what a model was trained on can be had again.
            """,
        subcommands: [
            FeaturesListCommand.command, FeaturesShowCommand.command, FeaturesBuildCommand.command,
            FeaturesGetCommand.command, FeaturesDiffCommand.command, VerifyCommand.features,
        ])
}

/// Options that several of the commands take.
enum FeatureOptions {
    static let set = CommandOption(
        "set", .text, value: "SET", "A set by name, name@version or file; the one of the settings if left out.")
    static let interval = CommandOption(
        "interval", .text, value: "INTERVAL", "What a bar covers, such as 1h; 1d by default.")
}
