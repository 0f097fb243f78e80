import Base
import Glibc
import Server
import Testing

/// `/ws/realtime` on the wire.
struct WebSocketTests {
    @Test("the handshake is RFC 6455's, with permessage-deflate where offered")
    func handshake() throws {
        try withServer { running in
            let plain = try SocketClient(port: running.port, "X-Request-Id: r-1\r\n")
            #expect(plain.answer.status == 101)
            #expect(plain.answer.header("sec-websocket-accept") == "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")
            #expect(
                plain.answer.header("sec-websocket-extensions") == nil && plain.answer.header("x-request-id") == "r-1")
            let deflating = try SocketClient(port: running.port, "Sec-WebSocket-Extensions: permessage-deflate\r\n")
            #expect(deflating.answer.header("sec-websocket-extensions")?.hasPrefix("permessage-deflate") == true)
            // A stored block, its empty end left out, is what permessage-deflate makes of a text at level 0.
            let text = Array(#"{"action":"subscribe","symbols":["AAPL"]}"#.utf8)
            let length = UInt8(text.count)
            deflating.send(opcode: 1, [0, length, 0, ~length, 0xFF] + text + [0], reserved: 0x40)
            let reply = try deflating.receive()
            #expect(reply.isCompressed && reply.opcode == 1)
        }
    }

    @Test(
        "refuses bad handshakes and pages of other sites",
        arguments: [
            ("Origin: http://evil.example\r\n", 403), ("Origin: null\r\n", 403), ("Origin: http://localhost\r\n", 101),
            ("Origin: http://friend.example\r\n", 101),
        ])
    func origins(header: String, status: Int) throws {
        try withServer(configured { $0.allowedOrigins = ["http://friend.example"] }) { running in
            #expect(try SocketClient(port: running.port, header).answer.status == status)
            let old = try RawSocket(port: running.port)
            old.send(SocketClient.handshake().replacing("Version: 13", with: "Version: 8"))
            let answer = try old.receiveAnswer()
            #expect(answer.status == 426 && answer.header("sec-websocket-version") == "13")
            let elsewhere = try RawSocket(port: running.port)
            elsewhere.send(SocketClient.handshake(target: "/health"))
            #expect(try elsewhere.receiveAnswer().status == 200)
        }
    }

    @Test("subscribers hear of their symbols, everybody of the status, nobody after unsubscribing")
    func subscriptions() throws {
        try withServer { running in
            running.service.emit(nil, "status", #"{"type":"status"}"#)
            let client = try SocketClient(port: running.port)
            #expect(try client.receive().text == #"{"type":"status"}"#)
            try client.subscribe("AAPL")
            let apple = try #require(Symbol("AAPL"))
            running.service.emit(Symbol("MSFT"), "bar", "microsoft")
            running.service.emit(apple, "bar", "apple")
            #expect(try client.receive().text == "apple")
            client.send(#"{"action":"subscribe","symbols":["NOPE"]}"#)
            #expect(try client.receive().text.contains("NOPE"))
            #expect(try client.receive().text == #"{"type":"subscribed","symbols":["AAPL"]}"#)
            client.send(#"{"action":"unsubscribe","symbols":["AAPL"]}"#)
            #expect(try client.receive().text == #"{"type":"subscribed","symbols":[]}"#)
            running.service.emit(apple, "bar", "apple")
            running.service.emit(nil, "status", "end")
            #expect(try client.receive().text == "end")
        }
    }

    @Test("fragments are joined, pings between them answered")
    func fragments() throws {
        try withServer { running in
            let client = try SocketClient(port: running.port)
            let text = Array(#"{"action":"subscribe","symbols":["AAPL"]}"#.utf8)
            client.send(opcode: 1, Array(text[..<10]), isFinal: false)
            client.send(opcode: 9, Array("hi".utf8))
            client.send(opcode: 0, Array(text[10..<20]), isFinal: false)
            client.send(opcode: 0, Array(text[20...]))
            #expect(
                try client.receive()
                    == SocketClient.Frame(isFinal: true, isCompressed: false, opcode: 10, payload: Array("hi".utf8)))
            #expect(try client.receive().text == #"{"type":"subscribed","symbols":["AAPL"]}"#)
        }
    }

    @Test(
        "protocol faults close with the code that RFC 6455 gives them",
        arguments: [
            ("too large", 1009), ("too large in fragments", 1009), ("not UTF-8", 1007), ("unmasked", 1002),
            ("reserved bit", 1002), ("unknown opcode", 1002), ("long ping", 1002), ("lone continuation", 1002),
            ("binary", 1003), ("goodbye", 1000), ("bad close code", 1002),
        ])
    func faults(name: String, code: Int) throws {
        try withServer { running in
            let client = try SocketClient(port: running.port)
            switch name {
            case "too large": client.send(opcode: 1, [UInt8](repeating: 0x61, count: 70_000))
            case "too large in fragments":
                for index in 0..<5 {
                    client.send(opcode: index == 0 ? 1 : 0, [UInt8](repeating: 0x61, count: 20_000), isFinal: false)
                }
            case "not UTF-8": client.send(opcode: 1, [0xC0, 0xAF])
            case "unmasked": client.send(opcode: 1, [0x61], isMasked: false)
            case "reserved bit": client.send(opcode: 1, [0x61], reserved: 0x20)
            case "unknown opcode": client.send(opcode: 3, [0x61])
            case "long ping": client.send(opcode: 9, [UInt8](repeating: 0x61, count: 126))
            case "lone continuation": client.send(opcode: 0, [0x61])
            case "binary": client.send(opcode: 2, [0x61])
            case "goodbye": client.send(opcode: 8, [0x03, 0xE8])
            default: client.send(opcode: 8, [0x03, 0xED])
            }
            #expect(try client.receive().closeCode == code)
            // A client answers a close before the server lets go.
            client.send(opcode: 8, [0x03, 0xE8])
            client.socket.finishSending()
            #expect(try !client.socket.receiveMore())
        }
    }

    @Test("too many mistakes close with 1008, one does not")
    func mistakes() throws {
        try withServer { running in
            let client = try SocketClient(port: running.port)
            for _ in 0..<16 {
                client.send("nonsense")
                #expect(try client.receive().text.contains(#""type":"error""#))
            }
            #expect(try client.receive().closeCode == 1008)
        }
    }

    @Test("a silent client is pinged, then cut")
    func idle() throws {
        try withServer(configured { $0.limits.socketIdleDeadline = .milliseconds(400) }) { running in
            let client = try SocketClient(port: running.port)
            #expect(try client.receive().opcode == 9)
            #expect(try !client.socket.receiveMore())
        }
    }

    @Test("a stop closes with 1001")
    func goingAway() throws {
        try withServer { running in
            let client = try SocketClient(port: running.port)
            try client.subscribe("AAPL")
            running.server.stop()
            #expect(try client.receive().closeCode == 1001)
            client.send(opcode: 8, [0x03, 0xE9])
            #expect(try !client.socket.receiveMore())
        }
    }

    @Test("five hundred clients hear every message; those who leave stop nobody", arguments: [1, 2])
    func fanOut(ioThreads: Int) throws {
        try withServer(configured { $0.ioThreads = ioThreads }) { running in
            let clients = try (0..<500).map { _ in try SocketClient(port: running.port) }
            for client in clients { client.send(#"{"action":"subscribe","symbols":["AAPL"]}"#) }
            for client in clients { _ = try client.receive() }
            for client in clients.prefix(50) { shutdown(client.socket.descriptor, Int32(SHUT_RDWR)) }
            let apple = try #require(Symbol("AAPL"))
            for index in 0..<10 { running.service.emit(apple, "bar-\(index)", "message \(index)") }
            var wrong = 0
            for client in clients.dropFirst(50) {
                for index in 0..<10 where try client.receive().text != "message \(index)" { wrong += 1 }
            }
            #expect(wrong == 0)
        }
    }

    @Test("a slow reader skips to the newest of a topic; one that reads nothing is cut")
    func slowReaders() throws {
        try withServer(configured { $0.limits.socketWriteDeadline = .milliseconds(500) }) { running in
            let slow = try SocketClient(port: running.port, receiveBufferBytes: 4096)
            let stuck = try SocketClient(port: running.port, receiveBufferBytes: 4096)
            try slow.subscribe("AAPL")
            try stuck.subscribe("MSFT")
            let padding = String(repeating: "x", count: 200_000)
            let symbols = try (#require(Symbol("AAPL")), #require(Symbol("MSFT")))
            for index in 0..<100 {
                running.service.emit(symbols.0, "bar", "\(index) \(padding)")
                running.service.emit(symbols.1, "bar", "\(index) \(padding)")
            }
            var heard: [String] = []
            while heard.last != "99" { heard.append(String(try slow.receive().text.prefix { $0 != " " })) }
            #expect(heard.count < 100)
            Dripper.pause(milliseconds: 900)
            var whole = 0
            while let frame = try? stuck.receive(), frame.opcode == 1 { whole += 1 }
            #expect(whole < 100)
        }
    }
}
