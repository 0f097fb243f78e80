#include "WebSocketSession.hpp"

#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/message.hpp>

namespace cbeast {

namespace http = boost::beast::http;
namespace websocket = boost::beast::websocket;

namespace {

http::request<http::empty_body> handshake(const RequestContent &content) {
    using Field = RequestContent::Field;
    http::request<http::empty_body> request{http::verb::get, content.target, 11};
    auto const &fields = content.fields;
    request.set(http::field::host, fields[Field::host]);
    request.set(http::field::upgrade, "websocket");
    request.set(http::field::connection, "upgrade");
    request.set(http::field::sec_websocket_key, fields[Field::socket_key]);
    request.set(http::field::sec_websocket_version, "13");
    if (!fields[Field::socket_extensions].empty())
        request.set(http::field::sec_websocket_extensions, fields[Field::socket_extensions]);
    return request;
}

/// Every message is compressed by itself in a small window: little memory and time for each client.
websocket::permessage_deflate compression() {
    websocket::permessage_deflate options;
    options.server_enable = true;
    options.server_no_context_takeover = true;
    options.client_no_context_takeover = true;
    options.server_max_window_bits = 12;
    // 15, since an offer that does not name a client's window could not be taken otherwise.
    options.client_max_window_bits = 15;
    options.compLevel = 1;
    options.memLevel = 2;
    return options;
}

}  // namespace

void WebSocketSession::start(cbeast_token token, const RequestContent &content, std::string_view request_id) {
    token_ = token;
    auto const &configuration = loop_.configuration;
    auto const idle = std::chrono::milliseconds(configuration.socket_idle_ms);
    stream_.set_option(websocket::stream_base::timeout{
        std::chrono::milliseconds(configuration.socket_write_ms), idle, true});
    stream_.set_option(compression());
    auto decorate = [id = std::string(request_id)](websocket::response_type &answer) {
        if (!id.empty()) answer.set("X-Request-Id", id);
    };
    stream_.set_option(websocket::stream_base::decorator(std::move(decorate)));
    stream_.read_message_max(configuration.socket_message_limit_bytes);
    stream_.text(true);
    stream_.auto_fragment(false);
    auto request = std::make_shared<http::request<http::empty_body>>(handshake(content));
    auto &reference = *request;
    stream_.async_accept(reference, [self = shared_from_this(), request](ErrorCode error) {
        if (self->has_ended_) return;
        if (error) return self->end();
        self->is_open_ = true;
        auto const &configuration = self->loop_.configuration;
        configuration.on_socket_open(configuration.context, self->token_);
        self->read();
        if (!self->queue_.empty()) self->write();
        else if (self->close_) self->begin_close();
    });
}

void WebSocketSession::read() {
    stream_.async_read(input_, [self = shared_from_this()](ErrorCode error, std::size_t) { self->on_read(error); });
}

void WebSocketSession::on_read(ErrorCode error) {
    if (has_ended_) return;
    if (error) return end();
    auto const &configuration = loop_.configuration;
    cbeast_text const message{static_cast<const char *>(input_.data().data()), input_.size()};
    configuration.on_socket_message(configuration.context, token_, message, stream_.got_text());
    input_.consume(input_.size());
    if (!has_ended_) read();
}

void WebSocketSession::send(const SharedMessage &message) {
    if (has_ended_ || is_closing_ || close_) return;
    // The first message of the queue may be on its way; one that waits behind it gives way to a newer one of its key.
    if (message->key != 0) {
        for (std::size_t index = is_writing_ ? 1 : 0; index < queue_.size(); ++index) {
            if (queue_[index]->key == message->key) {
                queue_[index] = message;
                return;
            }
        }
    }
    if (queue_.size() >= loop_.configuration.socket_queue_limit) return abort();
    queue_.push_back(message);
    if (!is_writing_ && is_open_) write();
}

void WebSocketSession::write() {
    is_writing_ = true;
    write_deadline_ = Clock::now() + std::chrono::milliseconds(loop_.configuration.socket_write_ms);
    stream_.async_write(
        net::buffer(queue_.front()->bytes),
        [self = shared_from_this(), message = queue_.front()](ErrorCode error, std::size_t) {
            self->is_writing_ = false;
            self->write_deadline_ = Clock::time_point::max();
            if (self->has_ended_ || self->is_closing_) return;
            if (error) return self->end();
            self->queue_.pop_front();
            if (!self->queue_.empty()) return self->write();
            if (self->close_) self->begin_close();
        });
}

void WebSocketSession::close_socket(std::uint16_t code, std::string_view reason) {
    if (has_ended_ || close_) return;
    auto const shown = reason.substr(0, 100);
    close_.emplace(websocket::close_code(code), boost::beast::string_view(shown.data(), shown.size()));
    // What is queued goes out first, unless the whole server is going.
    if (code == 1001 && queue_.size() > 1) queue_.resize(1);
    if (is_open_ && !is_writing_ && queue_.empty()) begin_close();
}

void WebSocketSession::begin_close() {
    if (is_closing_ || has_ended_) return;
    is_closing_ = true;
    write_deadline_ = Clock::now() + std::chrono::milliseconds(loop_.configuration.socket_write_ms);
    stream_.async_close(*close_, [self = shared_from_this()](ErrorCode) { self->end(); });
}

void WebSocketSession::end() {
    if (has_ended_) return;
    auto const keep = shared_from_this();
    has_ended_ = true;
    ErrorCode ignored;
    stream_.next_layer().close(ignored);
    auto const &configuration = loop_.configuration;
    if (is_open_) configuration.on_socket_close(configuration.context, token_);
    loop_.release(slot_);
}

void WebSocketSession::tick(Clock::time_point now) {
    if (now >= write_deadline_) abort();
}

void WebSocketSession::abort() { end(); }

}  // namespace cbeast
