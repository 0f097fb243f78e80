import Base
import Boosting
import CommandLineInterface
import Evaluation
import Features
import Forecasting
import MarketData
import ModelRegistry
import Orchestration
import Server
import Serving
import Storage
import Tuning

/// Which exit code an error of another module means, with its cause and its mend.
///
/// What is not here counts as a fault of Martlet.
enum FailureTable {
    static func failure(for error: any Error) -> CommandFailure? {
        switch error {
        case let error as SmallFile.ReadError: CommandFailure(.badData, error.description, mend: "check the path")
        case let error as YAMLError: CommandFailure(.badData, error.description)
        case let error as FeatureError: CommandFailure(.badData, error.description)
        case let error as FeatureStoreError: failure(error)
        case let error as LabelError: CommandFailure(.badData, error.description)
        case let error as MarketDataError: failure(error)
        case let error as YahooError: failure(error)
        case let error as StorageError: failure(error)
        case let error as ForecastingError: failure(error)
        case let error as EvaluationError: failure(error)
        case let error as TrainingError: failure(error)
        case let error as TuningError: CommandFailure(.usage, error.description)
        case let error as RegistryError: failure(error)
        case let error as ServingError: failure(error)
        case let error as ServerError: failure(error)
        default: nil  // PipelineError among them: the pipeline is declared in the program.
        }
    }

    private static func failure(_ error: MarketDataError) -> CommandFailure? {
        switch error {
        case .missingColumn(let path, _, let present) where present.allSatisfy(\.isEmpty):
            CommandFailure(.badData, MarketDataError.noRows(path: path).description, mend: "give a file with bars")
        case .missingColumn, .badColumn:
            CommandFailure(.badData, error.description, mend: "see --columns in `martlet ingest --help`")
        case .badCell: CommandFailure(.badData, error.description, mend: "correct the cell, or leave the row out")
        case .noSymbol: CommandFailure(.badData, error.description, mend: "--symbol names it")
        case .unclearInterval: CommandFailure(.badData, error.description, mend: "--interval names it")
        case .noRows: CommandFailure(.badData, error.description, mend: "give a file with bars")
        case .duplicateSeries, .damagedSegment: CommandFailure(.badData, error.description)
        }
    }

    private static func failure(_ error: FeatureStoreError) -> CommandFailure {
        switch error {
        case .definitionChanged, .damagedDefinition, .damagedSegment: CommandFailure(.badData, error.description)
        case .unknownSet(let set, _, _), .notBuilt(let set, _, _):
            CommandFailure(
                .notReady, error.description, mend: "`martlet features build --set \(set)` builds what a file defines")
        case .noBars(nil, _): CommandFailure(.notReady, error.description, mend: "run `martlet ingest FILE` first")
        case .noBars: CommandFailure(.negative, error.description, mend: "`martlet check` lists what is stored")
        case .needsUniverse: CommandFailure(.usage, error.description)
        case .unknownFeature: CommandFailure(.negative, error.description)
        }
    }

    private static func failure(_ error: YahooError) -> CommandFailure {
        switch error {
        case .empty, .unknownSymbol: CommandFailure(.negative, error.description)
        case .unsupportedInterval: CommandFailure(.usage, error.description)
        case .rateLimited, .network, .server: CommandFailure(.network, error.description)
        case .malformed, .refused: CommandFailure(.network, error.description, mend: "try again later")
        }
    }

    private static func failure(_ error: StorageError) -> CommandFailure? {
        switch error {
        case .file(_, _, let reason):
            CommandFailure(.badData, error.description, mend: mend(ofFile: reason))
        case .table(let path, let doing, _) where doing == "read" && !SmallFile.exists(path: path):
            CommandFailure(.badData, "cannot read \(path): there is no such file", mend: "check the path")
        case .table:
            CommandFailure(.badData, error.description, mend: "correct the file, or take it from its source again")
        case .newerSchema: CommandFailure(.badData, error.description)
        case .database(let path, let code, let message, _): failure(ofDatabase: path, code & 0xFF, message)
        case .noColumn, .wrongType: nil
        }
    }

    private static func mend(ofFile reason: String) -> String {
        reason == "No such file or directory" ? "check the path" : "look at its permissions and at the space left"
    }

    private static func failure(ofDatabase path: String, _ primaryCode: Int, _ message: String) -> CommandFailure? {
        let cause = "database \(path): \(message)"
        return switch primaryCode {
        case 5, 6: CommandFailure(.notReady, cause, mend: "another martlet is writing to it; try again when it is done")
        case 3, 8, 10, 13, 14:
            CommandFailure(
                .badData, cause,
                mend: "look at the folder's permissions and at the space left, or name another --data-dir")
        case 11, 26:
            CommandFailure(.badData, cause, mend: "restore it from a backup, or begin anew with another --data-dir")
        default: nil
        }
    }

    private static func failure(_ error: ForecastingError) -> CommandFailure? {
        switch error {
        case .boosting(.libraryUnavailable): CommandFailure(.notReady, error.description)
        case .tooFewRows: CommandFailure(.badData, error.description)
        case .unreadable: CommandFailure(.badData, error.description, mend: "`martlet train` makes models anew")
        case .unsolvable: CommandFailure(.badData, error.description, mend: "leave the family out by --model")
        case .badParameter: CommandFailure(.usage, error.description)
        case .boosting: nil
        }
    }

    private static func failure(_ error: EvaluationError) -> CommandFailure? {
        switch error {
        case .tooFewTimes, .nothingToScore: CommandFailure(.badData, error.description)
        case .fitFailed(_, let reason): failure(reason)
        case .stopped: CommandFailure(.interrupted, error.description)
        }
    }

    private static func failure(_ error: TrainingError) -> CommandFailure {
        switch error {
        case .noBars: CommandFailure(.notReady, error.description)
        case .unknownSymbol: CommandFailure(.negative, error.description)
        case .tooFewBars: CommandFailure(.badData, error.description)
        case .noBarsSince: CommandFailure(.usage, error.description)
        case .noUniverse: CommandFailure(.usage, error.description)
        case .dataChanged: CommandFailure(.negative, error.description)
        }
    }

    private static func failure(_ error: RegistryError) -> CommandFailure {
        switch error {
        case .unknownModel(_, let known) where known.isEmpty: CommandFailure(.notReady, error.description)
        case .reasonMissing: CommandFailure(.usage, error.description, mend: "--reason TEXT says it")
        case .unknownModel, .unknownVersion, .unknownRun, .unknownStudy, .gateNotPassed, .alarmRaised, .noAlarm,
            .nothingToRollBack:
            CommandFailure(.negative, error.description)
        case .artifactChanged, .artifactMissing: CommandFailure(.badData, error.description)
        }
    }

    private static func failure(_ error: ServingError) -> CommandFailure? {
        switch error {
        case .unknownSymbol(let symbol):
            CommandFailure(
                .negative, "there are no bars of \(symbol)", mend: "`martlet check` lists what is stored")
        case .invalid(let field, let message):
            CommandFailure(.usage, "--\(String(field.map { $0 == "_" ? "-" : $0 })): \(message)")
        case .notReady(let reason): CommandFailure(.notReady, reason)
        case .failed(let reason): CommandFailure(.badData, reason)
        }
    }

    private static func failure(_ error: ServerError) -> CommandFailure? {
        switch error {
        case .cannotListen: CommandFailure(.usage, error.description)
        case .notStarted: nil
        }
    }
}
