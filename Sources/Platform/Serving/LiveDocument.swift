import Base
import Streaming

/// Messages for live listeners as JSON.
enum LiveDocument {
    static func bar(_ one: SymbolBar, feed: FeedStatus) -> [UInt8] {
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("type", "bar")
            writer.member("symbol", one.symbol.name)
            writer.member("feed", feed.name)
            write(one.bar, to: &writer)
        }
        return writer.bytes
    }

    static func status(_ feed: FeedStatus) -> [UInt8] {
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("type", "status")
            writer.member("feed", feed.name)
            members(of: feed, to: &writer)
        }
        return writer.bytes
    }

    static func write(_ bar: Bar, to writer: inout JSONWriter) {
        writer.member("time", bar.time)
        writer.member("open", bar.open)
        writer.member("high", bar.high)
        writer.member("low", bar.low)
        writer.member("close", bar.close)
        writer.member("volume", bar.volume)
    }

    static func members(of feed: FeedStatus, to writer: inout JSONWriter) {
        writer.member("state", feed.state.rawValue)
        writer.member("clock", feed.clock?.iso8601)
        writer.member("pass", feed.pass)
    }
}
