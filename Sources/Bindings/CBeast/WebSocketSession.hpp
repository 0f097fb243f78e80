#pragma once
// A WebSocket connection: reads small messages, and sends what is published from a bounded queue.

#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/websocket/stream.hpp>
#include <deque>
#include <optional>

#include "Loop.hpp"
#include "RequestParser.hpp"

namespace cbeast {

class WebSocketSession final : public Session, public std::enable_shared_from_this<WebSocketSession> {
public:
    WebSocketSession(Loop &loop, Socket socket, std::uint32_t slot)
        : loop_(loop), stream_(std::move(socket)), slot_(slot) {}

    /// Answers the handshake; the socket is announced when that is done.
    void start(cbeast_token token, const RequestContent &content, std::string_view request_id);

    void tick(Clock::time_point now) override;
    void stop() override { close_socket(1001, "the server is shutting down"); }
    void abort() override;
    void send(const SharedMessage &message) override;
    void close_socket(std::uint16_t code, std::string_view reason) override;

private:
    void read();
    void on_read(ErrorCode error);
    void write();
    void begin_close();
    void end();

    Loop &loop_;
    boost::beast::websocket::stream<Socket> stream_;
    const std::uint32_t slot_;
    cbeast_token token_ = 0;
    boost::beast::flat_buffer input_;
    std::deque<SharedMessage> queue_;
    std::optional<boost::beast::websocket::close_reason> close_;
    Clock::time_point write_deadline_ = Clock::time_point::max();
    bool is_open_ = false;
    bool is_writing_ = false;
    bool is_closing_ = false;
    bool has_ended_ = false;
};

}  // namespace cbeast
