import Base
import CommandLineInterface
import Forecasting
import ModelRegistry

/// Reads what users type into the types of the domain, or says what was expected.
enum ArgumentReader {
    static func symbol(_ text: String) throws -> Symbol {
        guard let symbol = Symbol(text) else {
            throw CommandFailure(
                .usage, "\(text) is not a symbol", mend: "give letters, digits and . - _ ^ = / :, such as BRK.B")
        }
        return symbol
    }

    static func interval(_ text: String?) throws -> BarInterval {
        guard let text else { return .day }
        guard let interval = BarInterval(text) else {
            throw CommandFailure(.usage, "\(text) is not an interval", mend: "give one such as 1d, 1h or 15m")
        }
        return interval
    }

    static func target(_ text: String?) throws -> ForecastTarget {
        guard let text else { return .ownReturn }
        guard let target = ForecastTarget(text) else {
            throw CommandFailure(
                .usage, "\(text) is not a target",
                mend: "give return, outperformance:universe or outperformance:SYMBOL, such as outperformance:SPY")
        }
        return target
    }

    static func instant(_ text: String, option: String) throws -> Instant {
        guard let instant = Instant(iso8601: text) else {
            throw CommandFailure(
                .usage, "\(option) \(text) is not a time", mend: "give one such as 2023-09-20 or 2023-09-20T20:00:00Z")
        }
        return instant
    }

    static func date(_ text: String, option: String) throws -> CivilDate {
        guard let date = CivilDate(iso8601: text) else {
            throw CommandFailure(.usage, "\(option) \(text) is not a date", mend: "give one such as 2023-09-20")
        }
        return date
    }

    static func model(_ text: String) throws -> ModelName {
        guard let model = ModelName(text) else {
            throw CommandFailure(
                .usage, "\(text) is not the name of a model",
                mend: "give symbol and horizon, such as AAPL.h5; `martlet models list` shows them")
        }
        return model
    }
}
