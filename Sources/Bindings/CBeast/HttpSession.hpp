#pragma once
// An HTTP connection: reads requests one after the other, and writes the answers in their order.

#include <boost/beast/core/flat_buffer.hpp>
#include <optional>

#include "Loop.hpp"
#include "RequestParser.hpp"

namespace cbeast {

class HttpSession final : public Session, public std::enable_shared_from_this<HttpSession> {
public:
    HttpSession(Loop &loop, Socket socket, std::string client)
        : loop_(loop), socket_(std::move(socket)), client_(std::move(client)) {}

    void start(std::uint32_t slot);

    void tick(Clock::time_point now) override;
    void stop() override;
    void abort() override;
    bool respond(const cbeast_response &response) override;
    cbeast_token upgrade(std::string_view request_id) override;

private:
    enum class State {
        idle,       // no byte of the next request is here
        header,     // part of a header is
        body,       // the header is, and part of the body
        answering,  // the request is with the application
        writing,    // the client is slow to take the answers
        lingering,  // the last answer is sent; the rest of the input is thrown away
        handed,     // the socket belongs to a WebSocket
        closed
    };

    void read();
    void on_read(ErrorCode error, std::size_t count);
    void advance();
    void serve_input();
    bool take_header();
    bool parse();
    void dispatch(Refusal refusal);
    void append(const cbeast_response &response, bool closes);
    bool flush();
    void on_written(ErrorCode error);
    void linger();
    void close();
    void set_deadline(std::uint32_t milliseconds) {
        deadline_ = Clock::now() + std::chrono::milliseconds(milliseconds);
    }
    std::string_view buffered() const {
        return {static_cast<const char *>(input_.data().data()), input_.size()};
    }

    Loop &loop_;
    Socket socket_;
    const std::string client_;
    std::uint32_t slot_ = 0;
    State state_ = State::idle;
    Clock::time_point deadline_{};
    boost::beast::flat_buffer input_;
    std::string output_;
    RequestContent content_;
    std::optional<RequestParser> parser_;
    HeaderScanner scanner_;
    bool in_callback_ = false;
    bool answered_ = false;
    bool closing_ = false;
    bool reading_ = false;
};

}  // namespace cbeast
