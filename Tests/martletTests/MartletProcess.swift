import Foundation
import TestKit

/// Runs the built executable, which lies beside the one the tests run in.
enum MartletProcess {
    struct Outcome {
        let code: Int32
        let output: String
        let error: String

        /// The answer read as a JSON object; empty when it is none.
        var json: [String: Any] { object(output) }
        /// The error read as the JSON it is with `--json`.
        var errorJSON: [String: Any] { object(error)["error"] as? [String: Any] ?? [:] }

        private func object(_ text: String) -> [String: Any] {
            (try? JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]) ?? [:]
        }
    }

    struct NotBuilt: Error {}

    static func run(
        _ arguments: [String], environment: [String: String] = [:], folder: String? = nil
    ) throws -> Outcome {
        let process = try process(arguments, environment: environment, folder: folder)
        // Standard error goes to a file: with two pipes a program that fills the one not read would hang.
        let files = try TemporaryFolder()
        let errors = try files.write("", to: "stderr")
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle(forWritingAtPath: errors)
        try process.run()
        let outputData = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return Outcome(
            code: process.terminationStatus, output: String(decoding: outputData, as: UTF8.self),
            error: try String(contentsOfFile: errors, encoding: .utf8))
    }

    /// A process that is not started yet.
    static func process(
        _ arguments: [String], environment: [String: String] = [:], folder: String? = nil
    ) throws -> Process {
        guard let program = TestPlaces.program else { throw NotBuilt() }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        process.environment = environment
        process.standardInput = FileHandle.nullDevice
        if let folder { process.currentDirectoryURL = URL(fileURLWithPath: folder) }
        return process
    }

    /// Makes a folder that lives as long as `body` runs.
    static func withFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
        let folder = try TemporaryFolder()
        return try withExtendedLifetime(folder) { try body(folder.path) }
    }
}
