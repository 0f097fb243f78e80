import Foundation
import FoundationNetworking

/// A running `martlet serve` or `martlet up`, on a free port.
final class MartletServer {
    /// An answer of the server.
    struct Response {
        let status: Int
        let body: Data

        var json: [String: Any] { (try? JSONSerialization.jsonObject(with: body) as? [String: Any]) ?? [:] }
    }

    struct DidNotStart: Error {
        let output: String
    }

    private let process: Process
    private let output: FileHandle
    private let url: String

    /// Starts a server and waits until it says where it is.
    init(_ arguments: [String], folder: String) throws {
        let pipe = Pipe()
        process = try MartletProcess.process(arguments + ["--port", "0"], folder: folder)
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        output = pipe.fileHandleForReading
        try process.run()
        var text = ""
        while !text.hasSuffix("\n") {
            let data = output.availableData
            if data.isEmpty { break }
            text += String(decoding: data, as: UTF8.self)
        }
        guard let start = text.range(of: "http://"), let end = text[start.lowerBound...].firstIndex(of: " ") else {
            throw DidNotStart(output: text)
        }
        url = String(text[start.lowerBound..<end])
    }

    deinit { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }

    /// Asks for a path; with a body by POST.
    func ask(_ path: String, body: String? = nil) async throws -> Response {
        guard let target = URL(string: url + path) else { throw DidNotStart(output: path) }
        var request = URLRequest(url: target, timeoutInterval: 10)
        if let body {
            request.httpMethod = "POST"
            request.httpBody = Data(body.utf8)
            request.setValue("application/json", forHTTPHeaderField: "Content-Type")
        }
        let (data, response) = try await URLSession.shared.data(for: request)
        return Response(status: (response as? HTTPURLResponse)?.statusCode ?? 0, body: data)
    }

    /// The port it listens on.
    var port: String { String(url.split(separator: ":").last ?? "") }

    /// Sends a signal and gives the exit code, and how many seconds the end took.
    func end(_ signal: Int32) -> (code: Int32, seconds: Double) {
        let start = Date()
        kill(process.processIdentifier, signal)
        process.waitUntilExit()
        return (process.terminationStatus, Date().timeIntervalSince(start))
    }
}
