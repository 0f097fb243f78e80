import Foundation
import TestKit

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
    private let errors: TemporaryFolder
    private let url: String

    /// Starts a server and waits until it says where it is.
    init(_ arguments: [String], folder: String) throws {
        let pipe = Pipe()
        process = try MartletProcess.process(arguments + ["--port", "0"], folder: folder)
        process.standardOutput = pipe
        errors = try TemporaryFolder()
        process.standardError = FileHandle(forWritingAtPath: try errors.write("", to: "stderr"))
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

    /// What it has said on standard error so far.
    var messages: String { (try? String(contentsOfFile: errors.file("stderr"), encoding: .utf8)) ?? "" }

    /// Asks for a path; with a body by POST.
    func ask(_ path: String, body: String? = nil) throws -> Response {
        var lines = [
            "\(body == nil ? "GET" : "POST") \(path) HTTP/1.1", "Host: 127.0.0.1:\(port)", "Connection: close",
        ]
        if let body { lines += ["Content-Type: application/json", "Content-Length: \(body.utf8.count)"] }
        let request = (lines + ["", body ?? ""]).joined(separator: "\r\n")
        let answer = try exchange(Array(request.utf8))
        guard let head = answer.range(of: Data("\r\n\r\n".utf8)) else { throw DidNotStart(output: path) }
        let status = String(decoding: answer.prefix(16), as: UTF8.self).split(separator: " ").dropFirst().first
        return Response(status: status.flatMap { Int($0) } ?? 0, body: answer[head.upperBound...])
    }

    /// Sends bytes over a new connection and reads until the server closes it.
    private func exchange(_ request: [UInt8]) throws -> Data {
        let connection = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(connection) }
        var limit = timeval(tv_sec: 10, tv_usec: 0)
        setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = (UInt16(port) ?? 0).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let isConnected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(connection, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
        guard isConnected, send(connection, request, request.count, Int32(MSG_NOSIGNAL)) == request.count else {
            throw DidNotStart(output: "no connection to port \(port)")
        }
        var answer = Data()
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while case let count = recv(connection, &buffer, buffer.count, 0), count > 0 { answer += buffer.prefix(count) }
        return answer
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
