import Base
import CommandLineInterface

/// Which exit code an error of another module means; errors it does not know count as faults of Martlet.
enum FailureTable {
    static func failure(for error: any Error) -> CommandFailure? {
        switch error {
        case let error as YAMLError: CommandFailure(.badData, error.description)
        default: nil
        }
    }
}
