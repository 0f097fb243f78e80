/// Every setting there is.
///
/// A new one is a line here and an entry in ``all``.
public enum Settings {
    /// Where everything Martlet stores is kept.
    public static let dataFolder = Setting("data_dir", .path, default: ".martlet", "Folder that holds the stores.")
    /// The file `martlet ingest --sample` reads.
    public static let samplePath = Setting(
        "sample", .path, default: "Sample/stocks_daily.csv.gz", "Bars that `martlet up` and `ingest --sample` take in.")
    /// The features models see.
    public static let featureSet = Setting(
        "feature_set", .path, default: "configs/features/core.yaml", "The feature set models are trained on.")
    /// How far ahead forecasts look.
    public static let horizons = Setting(
        "horizons", .integers(1...252), default: [1, 5, 21], "How many bars ahead forecasts look.")
    /// The root of all randomness.
    public static let seed = Setting("seed", .integer(0...Int.max), default: 42, "Seed of everything random.")
    /// How many threads work at once.
    public static let threads = Setting(
        "threads", .integer(0...1024), default: 0, "Threads for training and features; 0 is one for each core.")

    /// How many parts walk-forward scores.
    public static let walkForwardFolds = Setting(
        "walk_forward.folds", .integer(2...100), default: 10, "Test folds of the expanding walk-forward.")
    /// How much of the history the first fold trains on.
    public static let walkForwardInitialFraction = Setting(
        "walk_forward.initial_fraction", .number(0.1...0.9), default: 0.5,
        "Share of the history the first fold trains on.")
    /// How many bars are left out after a test fold.
    public static let walkForwardEmbargoBars = Setting(
        "walk_forward.embargo_bars", .integer(0...1000), default: 5,
        "Bars left out between training and test, beside the horizon.")
    /// How sure the gate wants to be.
    public static let gateAlpha = Setting(
        "gate.alpha", .number(0.0001...0.5), default: 0.05,
        "Significance a model must reach, after Holm's correction, to become champion.")

    /// The address the server listens on.
    public static let serverHost = Setting(
        "server.host", .text, default: "127.0.0.1", "Address the server listens on; 0.0.0.0 is every one.")
    /// The port the server listens on.
    public static let serverPort = Setting(
        "server.port", .integer(0...65_535), default: 8000, "Port the server listens on; 0 takes a free one.")
    /// How many threads answer requests.
    public static let serverThreads = Setting(
        "server.io_threads", .integer(0...256), default: 0, "Threads that answer requests; 0 is one for each core.")
    /// Where the dashboard's files are.
    public static let dashboardFolder = Setting(
        "server.dashboard_dir", .path, default: "Dashboard/dist", "Folder of the built dashboard, served at /app.")

    /// Whether forecasts at the last bar are kept.
    public static let servingCache = Setting(
        "serving.cache", .flag, default: true,
        "Keep forecasts until the next bar; false asks the models anew for every request.")

    /// How much of the history is held back for the replay.
    public static let replayBars = Setting(
        "replay.bars", .integer(0...100_000), default: 60,
        "Last bars of the sample that are replayed as a live feed; 0 is no replay.")
    /// How fast bars are replayed.
    public static let replayIntervalMilliseconds = Setting(
        "replay.interval_ms", .integer(1...3_600_000), default: 1000, "Milliseconds from one replayed bar to the next.")

    /// How much is logged.
    public static let logLevel = Setting(
        "log.level", .choice(["info", "warning", "error"]), default: "info", "The least important line logged."
    )

    /// All settings, in the order they are shown in.
    public static let all: [SettingDeclaration] = [
        dataFolder.declaration, samplePath.declaration, featureSet.declaration, horizons.declaration,
        seed.declaration, threads.declaration,
        walkForwardFolds.declaration, walkForwardInitialFraction.declaration, walkForwardEmbargoBars.declaration,
        gateAlpha.declaration,
        serverHost.declaration, serverPort.declaration, serverThreads.declaration, dashboardFolder.declaration,
        servingCache.declaration,
        replayBars.declaration, replayIntervalMilliseconds.declaration,
        logLevel.declaration,
    ]

    /// Beginnings of environment variables that are no settings; the last two are what Kubernetes sets by itself.
    static let otherVariables = [Configuration.pathVariable, "MARTLET_TEST_", "MARTLET_SERVICE_", "MARTLET_PORT"]
}
