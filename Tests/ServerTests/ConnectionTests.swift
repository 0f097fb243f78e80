import Glibc
import Server
import Synchronization
import Testing

/// HTTP/1.1 on the wire: what must be understood, and in which order.
struct ConnectionTests {
    private static let post = "POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc"

    @Test("answers 200 pipelined requests in order", arguments: [1, 2])
    func pipelining(ioThreads: Int) throws {
        try withListener(EchoHandler(), ioThreads: ioThreads) { listener in
            let socket = try RawSocket(port: listener.port)
            socket.send((0..<200).map { "GET /\($0) HTTP/1.1\r\nHost: x\r\n\r\n" }.joined())
            let answers = try (0..<200).map { _ in try socket.receiveAnswer().text }
            #expect(answers == (0..<200).map { "GET /\($0) 0" })
        }
    }

    @Test("takes a request byte by byte, and chunked ones with extensions and trailers")
    func pieces() throws {
        try withListener(EchoHandler()) { listener in
            let socket = try RawSocket(port: listener.port)
            for byte in ConnectionTests.post.utf8 { socket.send([byte]) }
            #expect(try socket.receiveAnswer().text == "POST /a 3")
            let chunked = "POST /c HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: Chunked\r\n\r\n"
            socket.send(chunked + "5\r\nhello\r\n6;ext=1\r\n world\r\n0\r\nX-T: 1\r\n\r\n" + ConnectionTests.post)
            #expect(try socket.receiveAnswer().text == "POST /c 11")
            #expect(try socket.receiveAnswer().text == "POST /a 3")
        }
    }

    @Test("asks for the body of Expect: 100-continue, and not for one that is too large")
    func expectation() throws {
        try withListener(EchoHandler()) { listener in
            let socket = try RawSocket(port: listener.port)
            socket.send("POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n")
            #expect(try String(decoding: socket.take(25), as: UTF8.self) == "HTTP/1.1 100 Continue\r\n\r\n")
            socket.send("hello")
            #expect(try socket.receiveAnswer().text == "POST /a 5")
            socket.send("POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 9999999\r\nExpect: 100-continue\r\n\r\n")
            #expect(try socket.receiveAnswer().status == 413)
        }
    }

    @Test("closes after HTTP/1.0 and Connection: close, and answers one that has closed its half")
    func closing() throws {
        try withListener(EchoHandler()) { listener in
            let old = try RawSocket(port: listener.port)
            old.send("GET /old HTTP/1.0\r\n\r\n")
            #expect(try old.receiveAll().hasSuffix("GET /old 0"))
            let kept = try RawSocket(port: listener.port)
            kept.send("GET /kept HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
            #expect(try kept.receiveAnswer().header("connection") == "keep-alive")
            let last = try RawSocket(port: listener.port)
            last.send("GET /last HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            #expect(try last.receiveAll().hasSuffix("GET /last 0"))
            let half = try RawSocket(port: listener.port)
            half.send(ConnectionTests.post)
            half.finishSending()
            #expect(try half.receiveAll().hasSuffix("POST /a 3"))
        }
    }

    @Test("HEAD gets the length but not the body; large answers arrive whole")
    func bodies() throws {
        try withListener(EchoHandler()) { listener in
            let socket = try RawSocket(port: listener.port)
            socket.send("HEAD /h HTTP/1.1\r\nHost: x\r\n\r\nGET /g HTTP/1.1\r\nHost: x\r\n\r\n")
            #expect(try socket.receiveAnswer(hasBody: false).header("content-length") == "9")
            #expect(try socket.receiveAnswer().text == "GET /g 0")
            socket.send("GET /large HTTP/1.1\r\nHost: x\r\n\r\n")
            #expect(try socket.receiveAnswer().body.count == 8 << 20)
        }
    }

    @Test("an answer may come later, from another thread, once, and in order")
    func laterAnswers() throws {
        let handler = EchoHandler()
        try withListener(handler, ioThreads: 2) { listener in
            let socket = try RawSocket(port: listener.port)
            let gone = try RawSocket(port: listener.port)
            gone.send("GET /later HTTP/1.1\r\nHost: x\r\n\r\n")
            socket.send(
                "GET /1 HTTP/1.1\r\nHost: x\r\n\r\nGET /later HTTP/1.1\r\nHost: x\r\n\r\nGET /3 HTTP/1.1\r\nHost: x\r\n\r\n"
            )
            #expect(try socket.receiveAnswer().text == "GET /1 0")
            while handler.waiting < 2 { usleep(1000) }
            shutdown(gone.descriptor, Int32(SHUT_RDWR))
            handler.release("first")
            handler.release("second")
            #expect(try socket.receiveAnswer().text == "first")
            #expect(try socket.receiveAnswer().text == "GET /3 0")
            #expect(handler.late.load(ordering: .relaxed) == 2)
        }
    }

    @Test("survives clients that leave in the middle")
    func disconnects() throws {
        try withListener(EchoHandler()) { listener in
            for index in 0..<200 {
                let socket = try RawSocket(port: listener.port)
                socket.send(String((ConnectionTests.post + ConnectionTests.post).dropLast(index % 60)))
            }
            let socket = try RawSocket(port: listener.port)
            socket.send(ConnectionTests.post)
            #expect(try socket.receiveAnswer().status == 200)
        }
    }

    @Test("connections past the limit are answered 503")
    func connectionLimit() throws {
        var limits = quickLimits()
        limits.connections = 2
        try withListener(EchoHandler(), limits: limits) { listener in
            let kept = try (0..<2).map { _ in try RawSocket(port: listener.port) }
            for socket in kept {
                socket.send(ConnectionTests.post)
                #expect(try socket.receiveAnswer().status == 200)
            }
            let refused = try withExtendedLifetime(kept) { try RawSocket(port: listener.port).receiveAnswer() }
            let problem = try refused.json()
            #expect(refused.status == 503 && problem["status"] == .number(503))
        }
    }

    @Test("a taken port is a typed error")
    func takenPort() throws {
        try withListener(EchoHandler()) { listener in
            let error = #expect(throws: ServerError.self) {
                try HTTPListener(
                    host: "127.0.0.1", port: listener.port, ioThreads: 1, limits: ServerLimits(), handlesSignals: false,
                    handler: EchoHandler())
            }
            #expect(error?.description.contains("127.0.0.1:\(listener.port): Address already in use") == true)
        }
    }

    @Test("a stop finishes what is in flight and accepts nothing more")
    func gracefulStop() throws {
        let handler = EchoHandler()
        let idle: RawSocket = try withListener(handler) { listener in
            let idle = try RawSocket(port: listener.port)
            let busy = try RawSocket(port: listener.port)
            busy.send("GET /later HTTP/1.1\r\nHost: x\r\n\r\n")
            while handler.waiting < 1 { usleep(1000) }
            listener.stop()
            #expect(try !idle.receiveMore())
            handler.release("done")
            let answer = try busy.receiveAnswer()
            #expect(answer.text == "done" && answer.header("connection") == "close")
            #expect(try !busy.receiveMore())
            return idle
        }
        #expect(try !idle.receiveMore())
    }
}
