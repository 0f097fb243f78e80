import Server

/// A WebSocket client that can also do what clients must not.
final class SocketClient {
    struct Frame: Equatable {
        var isFinal: Bool
        var isCompressed: Bool
        var opcode: UInt8
        var payload: [UInt8]

        var text: String { String(decoding: payload, as: UTF8.self) }
        /// The code of a close frame.
        var closeCode: Int? { opcode == 8 && payload.count >= 2 ? Int(payload[0]) << 8 | Int(payload[1]) : nil }
    }

    let socket: RawSocket
    let answer: TestAnswer

    static func handshake(_ headers: String = "", target: String = "/ws/realtime") -> String {
        "GET \(target) HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: keep-alive, Upgrade\r\n"
            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\(headers)\r\n"
    }

    init(port: Int, _ headers: String = "", receiveBufferBytes: Int32? = nil) throws {
        socket = try RawSocket(port: port, receiveBufferBytes: receiveBufferBytes)
        socket.send(SocketClient.handshake(headers))
        answer = try socket.receiveAnswer()
    }

    func send(opcode: UInt8, _ payload: [UInt8], isFinal: Bool = true, isMasked: Bool = true, reserved: UInt8 = 0) {
        var frame: [UInt8] = [(isFinal ? 0x80 : 0) | reserved | opcode]
        let maskBit: UInt8 = isMasked ? 0x80 : 0
        switch payload.count {
        case 0..<126: frame.append(maskBit | UInt8(payload.count))
        case 126..<65536: frame += [maskBit | 126, UInt8(payload.count >> 8), UInt8(payload.count & 255)]
        default:
            frame.append(maskBit | 127)
            for shift in stride(from: 56, through: 0, by: -8) {
                frame.append(UInt8(truncatingIfNeeded: payload.count >> shift))
            }
        }
        let mask: [UInt8] = [0x12, 0x34, 0x56, 0x78]
        if isMasked {
            frame += mask
            frame += payload.enumerated().map { $0.element ^ mask[$0.offset & 3] }
        } else {
            frame += payload
        }
        socket.send(frame)
    }

    func send(_ text: String) { send(opcode: 1, Array(text.utf8)) }

    func receive() throws -> Frame {
        let head = try socket.take(2)
        var length = Int(head[1] & 127)
        if length == 126 { length = try socket.take(2).reduce(0) { $0 << 8 | Int($1) } }
        if length == 127 { length = try socket.take(8).reduce(0) { $0 << 8 | Int($1) } }
        return Frame(
            isFinal: head[0] & 0x80 != 0, isCompressed: head[0] & 0x40 != 0, opcode: head[0] & 15,
            payload: try socket.take(length))
    }

    /// Subscribes, and waits until that holds.
    func subscribe(_ symbols: String...) throws {
        send(#"{"action":"subscribe","symbols":["\#(symbols.joined(separator: "\",\""))"]}"#)
        while try !receive().text.contains(#""type":"subscribed""#) {}
    }
}
