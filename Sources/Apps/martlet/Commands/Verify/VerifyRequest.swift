import CommandLineInterface
import Forecasting

/// What one call of `martlet verify` or `martlet features verify` asks for.
struct VerifyRequest {
    let sets: [String]
    let parts: [VerifyPart]
    let cuts: Int?
    let symbols: [String]
    let interval: String?
    let barCount: Int?
    private(set) var families = ModelKind.allCases.filter(\.isStandard)
    private(set) var program: ProgramRequest?

    /// Everything that `martlet verify` takes.
    init(_ arguments: ParsedArguments) {
        let asked = arguments.texts("only").compactMap(VerifyPart.init(rawValue:))
        self.init(common: arguments, asked.isEmpty ? VerifyPart.allCases : asked)
        let models = arguments.texts("model").compactMap(ModelKind.init(rawValue:))
        if !models.isEmpty { families = models }
        program = arguments.text("command").map { command in
            ProgramRequest(
                command: command, tolerance: arguments.number("tolerance") ?? 1e-12,
                timeLimitSeconds: arguments.integer("time-limit") ?? 60, leastTimes: arguments.integer("needs") ?? 0,
                stairs: arguments.integer("stairs") ?? 400)
        }
    }

    /// What `martlet features verify` takes.
    init(ofFeatures arguments: ParsedArguments) { self.init(common: arguments, [.features]) }

    private init(common arguments: ParsedArguments, _ parts: [VerifyPart]) {
        self.parts = parts
        sets = arguments.texts("SET")
        cuts = arguments.integer("cuts")
        symbols = arguments.texts("symbols")
        interval = arguments.text("interval")
        barCount = arguments.integer("bars")
    }
}

/// A user's program to check.
struct ProgramRequest {
    let command: String
    let tolerance: Double
    let timeLimitSeconds: Int
    /// How many times it must be given at the least.
    let leastTimes: Int
    /// At how many bars of a symbol it is cut in one run.
    let stairs: Int
}
