internal import CBeast

/// Lends bytes to C for the length of a call.
func withText<Result>(_ bytes: [UInt8], _ body: (cbeast_text) -> Result) -> Result {
    bytes.withUnsafeBufferPointer { buffer in
        buffer.withMemoryRebound(to: CChar.self) { characters in
            body(cbeast_text(bytes: characters.baseAddress, count: characters.count))
        }
    }
}

extension cbeast_text {
    /// The bytes, copied.
    var array: [UInt8] { [UInt8](UnsafeRawBufferPointer(start: bytes, count: count)) }

    /// The text, copied; bytes that are not UTF-8 become U+FFFD.
    var string: String {
        count == 0 ? "" : String(decoding: UnsafeRawBufferPointer(start: bytes, count: count), as: UTF8.self)
    }
}

extension HTTPRequest {
    /// Copies what C lends.
    init(_ content: cbeast_request) {
        self.init(method: content.method.string, target: content.target.string, body: content.body.array)
        accept = content.accept.string
        acceptEncoding = content.accept_encoding.string
        contentType = content.content_type.string
        contentEncoding = content.content_encoding.string
        ifNoneMatch = content.if_none_match.string
        host = content.host.string
        origin = content.origin.string
        requestID = content.request_id.string
        client = content.client.string
        switch content.upgrade {
        case Int32(cbeast_upgrade_websocket.rawValue): upgrade = .webSocket
        case Int32(cbeast_upgrade_unsupported.rawValue): upgrade = .unsupported
        default: upgrade = .none
        }
        if content.refusal != 0 {
            let reason = content.refusal_reason.map { String(cString: $0) } ?? ""
            refusal = Refusal(status: Int(content.refusal), reason: reason)
        }
    }
}

extension cbeast_configuration {
    /// Points every callback at the listener behind `context`.
    mutating func installCallbacks() {
        on_request = { context, token, content in
            guard let listener = HTTPListener.behind(context), let content else { return }
            listener.handler.receive(
                HTTPRequest(content.pointee), HTTPExchange(listener: listener, token: token))
        }
        on_socket_open = { context, token in
            HTTPListener.behind(context)?.handler.socketDidOpen(SocketID(token: token))
        }
        on_socket_message = { context, token, message, isText in
            HTTPListener.behind(context)?.handler
                .socket(SocketID(token: token), didReceive: message.array, isText: isText)
        }
        on_socket_close = { context, token in
            HTTPListener.behind(context)?.handler.socketDidClose(SocketID(token: token))
        }
        on_signal = { context, number in HTTPListener.behind(context)?.handler.didReceiveSignal(number) }
    }
}

extension HTTPListener {
    /// The listener whose address C holds; it lives as long as its `run()` does, and callbacks come only in there.
    static func behind(_ context: UnsafeMutableRawPointer?) -> HTTPListener? {
        context.map { Unmanaged<HTTPListener>.fromOpaque($0).takeUnretainedValue() }
    }
}

extension ServerLimits {
    /// The limits in C's terms.
    var configuration: cbeast_configuration {
        var result = cbeast_configuration()
        result.max_connections = Int32(clamping: connections)
        result.header_limit_bytes = UInt32(clamping: headerBytes)
        result.body_limit_bytes = UInt64(clamping: bodyBytes)
        result.header_ms = headerDeadline.clampedMilliseconds
        result.body_ms = bodyDeadline.clampedMilliseconds
        result.answer_ms = answerDeadline.clampedMilliseconds
        result.write_ms = writeDeadline.clampedMilliseconds
        result.idle_ms = idleDeadline.clampedMilliseconds
        result.linger_ms = lingerDeadline.clampedMilliseconds
        result.shutdown_ms = shutdownDeadline.clampedMilliseconds
        result.socket_message_limit_bytes = UInt64(clamping: socketMessageBytes)
        result.socket_queue_limit = UInt32(clamping: socketQueue)
        result.socket_idle_ms = socketIdleDeadline.clampedMilliseconds
        result.socket_write_ms = socketWriteDeadline.clampedMilliseconds
        return result
    }
}

extension Duration {
    /// Whole milliseconds from one to some twenty days.
    fileprivate var clampedMilliseconds: UInt32 {
        let (seconds, attoseconds) = components
        guard seconds < 2_000_000 else { return 2_000_000_000 }
        let milliseconds = max(seconds, 0) * 1000 + max(attoseconds, 0) / 1_000_000_000_000_000
        return UInt32(clamping: max(milliseconds, 1))
    }
}
