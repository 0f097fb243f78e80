import Server
import Testing

/// Requests that two readers could understand differently, and clients that take their time.
struct SmugglingTests {
    private static let head = "POST /predict HTTP/1.1\r\nHost: x\r\n"

    @Test(
        "refuses what is ambiguous, closes, and never reads a second request out of it",
        arguments: [
            ("CL and TE", head + "Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nX", 400),
            ("TE and CL", head + "Transfer-Encoding: chunked\r\nContent-Length: 6\r\n\r\n0\r\n\r\nX", 400),
            ("two CLs", head + "Content-Length: 6\r\nContent-Length: 5\r\n\r\nabcdef", 400),
            ("the same CL twice", head + "Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}", 400),
            ("a list of CLs", head + "Content-Length: 2, 2\r\n\r\n{}", 400),
            ("a signed CL", head + "Content-Length: +5\r\n\r\nabcde", 400),
            ("a negative CL", head + "Content-Length: -1\r\n\r\n", 400),
            ("a hexadecimal CL", head + "Content-Length: 0x2\r\n\r\n{}", 400),
            ("a CL past 64 bits", head + "Content-Length: 18446744073709551618\r\n\r\n{}", 400),
            ("bare line feeds", "POST /predict HTTP/1.1\nHost: x\nContent-Length: 2\n\n{}", 400),
            ("one bare line feed", head + "X: a\nContent-Length: 2\r\n\r\n{}", 400),
            ("a bare carriage return", head + "X: a\rContent-Length: 2\r\n\r\n{}", 400),
            ("a space before the colon", head + "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n", 400),
            ("TE: xchunked", head + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n", 400),
            ("TE: identity", head + "Transfer-Encoding: identity\r\n\r\n", 400),
            ("TE: gzip, chunked", head + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", 400),
            ("TE twice", head + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400),
            ("TE in HTTP/1.0", "POST /predict HTTP/1.0\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400),
            ("a folded line", head + "X: a\r\n Content-Length: 5\r\nContent-Length: 2\r\n\r\nab", 400),
            ("no Host", "GET /health HTTP/1.1\r\n\r\n", 400),
            ("two Hosts", head + "Host: y\r\n\r\n", 400),
            ("a NUL in a header", head + "X: a\u{0}b\r\n\r\n", 400),
            ("a bad chunk size", head + "Transfer-Encoding: chunked\r\n\r\nxyz\r\n", 400),
            ("a chunk size past 64 bits", head + "Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\n", 400),
            ("a chunk's line ended by LF", head + "Transfer-Encoding: chunked\r\n\r\n2\n{}\r\n0\r\n\r\n", 400),
            ("a chunk longer than said", head + "Transfer-Encoding: chunked\r\n\r\n2\r\n{}}\r\n0\r\n\r\n", 400),
            ("TLS", "\u{16}\u{3}\u{1}garbage\r\n\r\n", 400),
            ("HTTP/2.0", "GET / HTTP/2.0\r\nHost: x\r\n\r\n", 505),
            ("an unknown expectation", head + "Expect: a-pony\r\nContent-Length: 2\r\n\r\n{}", 417),
            ("100 GB", head + "Content-Length: 99999999999\r\n\r\n", 413),
            ("2 MiB in chunks", head + "Transfer-Encoding: chunked\r\n\r\n200000\r\n", 413),
            (
                "64 KB of headers",
                head + String(repeating: "X-A: " + String(repeating: "a", count: 1000) + "\r\n", count: 64), 431
            ),
            ("a long line", "GET /" + String(repeating: "a", count: 9000), 431),
        ])
    func refusals(name: String, bytes: String, status: Int) throws {
        try withServer { running in
            let socket = try RawSocket(port: running.port)
            socket.send(bytes)
            let text = try socket.receiveAll()
            #expect(text.hasPrefix("HTTP/1.1 \(status) "), Comment(rawValue: "\(name): \(text.prefix(200))"))
            #expect(text.components(of: "HTTP/1.1 ") == 1 && text.contains("application/problem+json"))
        }
    }

    @Test(
        "cuts a client that sends a byte now and then",
        arguments: [
            "POST /predict HTTP/1.1\r\nX-a: b", "POST /predict HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n",
            "POST /predict HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3e8\r\n", "G",
        ])
    func slowClients(start: String) throws {
        try withServer { running in
            let socket = try RawSocket(port: running.port, timeoutSeconds: 3)
            let began = ContinuousClock.now
            socket.send(start)
            let dripper = Dripper(socket)
            let text = try socket.receiveAll()
            dripper.stop()
            #expect(text.hasPrefix("HTTP/1.1 408"))
            #expect(ContinuousClock.now - began < .seconds(3))
        }
    }

    @Test("cuts a client that connects and says nothing, or does not read its answer")
    func silentClients() throws {
        var limits = quickLimits()
        limits.idleDeadline = .milliseconds(200)
        limits.writeDeadline = .milliseconds(300)
        try withListener(EchoHandler(), limits: limits) { listener in
            let silent = try RawSocket(port: listener.port, timeoutSeconds: 3)
            let deaf = try RawSocket(port: listener.port, receiveBufferBytes: 4096, timeoutSeconds: 3)
            deaf.send("GET /large HTTP/1.1\r\nHost: x\r\n\r\n")
            #expect(try silent.receiveAll().isEmpty)
            Dripper.pause(milliseconds: 600)
            #expect((try? deaf.receiveAll().utf8.count) ?? 0 < 8 << 20)
        }
    }
}

extension String {
    /// How often a text occurs.
    fileprivate func components(of text: String) -> Int { utf8.count == 0 ? 0 : ranges(of: text).count }
}
