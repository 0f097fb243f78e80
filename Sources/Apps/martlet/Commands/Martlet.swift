import CommandLineInterface

/// The tree of commands; a new command is a file beside this one and a line here.
enum Martlet {
    static let command = Command(
        "martlet", "Martlet turns market data into forecasts that people can check.",
        discussion: """
            It takes bars in, checks them, computes features, trains and judges models beside the naive forecasts, keeps \
            them in a registry, and serves forecasts over HTTP with a dashboard.
            """,
        examples: [
            .init("martlet up", "Do everything on the sample data and serve it on http://127.0.0.1:8000."),
            .init("martlet config show", "Show every setting and who set it."),
        ],
        subcommands: [
            UpCommand.command,
            IngestCommand.command,
            CheckCommand.command,
            FeaturesCommand.command,
            VerifyCommand.command,
            TrainCommand.command,
            TuneCommand.command,
            EvaluateCommand.command,
            ModelsCommand.command,
            PredictCommand.command,
            ExplainCommand.command,
            ServeCommand.command,
            ReproduceCommand.command,
            OperatorsCommand.command,
            ConfigCommand.command,
            BenchCommand.command,
            CompletionCommand.command,
            VersionCommand.command,
        ])
}
