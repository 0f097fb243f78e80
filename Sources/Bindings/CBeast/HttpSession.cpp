#include "HttpSession.hpp"

#include <boost/asio/write.hpp>

#include "WebSocketSession.hpp"

namespace cbeast {

namespace {

constexpr std::size_t header_read_size = 4 * 1024;
constexpr std::size_t body_read_size = 32 * 1024;
constexpr std::size_t output_limit = 64 * 1024;

std::string_view phrase(unsigned status) {
    switch (status) {
    case 200: return "OK";
    case 204: return "No Content";
    case 302: return "Found";
    case 304: return "Not Modified";
    case 308: return "Permanent Redirect";
    case 400: return "Bad Request";
    case 403: return "Forbidden";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case 408: return "Request Timeout";
    case 413: return "Content Too Large";
    case 415: return "Unsupported Media Type";
    case 417: return "Expectation Failed";
    case 422: return "Unprocessable Content";
    case 426: return "Upgrade Required";
    case 431: return "Request Header Fields Too Large";
    case 500: return "Internal Server Error";
    case 503: return "Service Unavailable";
    case 505: return "HTTP Version Not Supported";
    default: return "Status";
    }
}

void append_number(std::string &text, std::size_t number) {
    char digits[24];
    auto position = sizeof digits;
    do {
        digits[--position] = char('0' + number % 10);
        number /= 10;
    } while (number != 0);
    text.append(digits + position, sizeof digits - position);
}

}  // namespace

void HttpSession::start(std::uint32_t slot) {
    slot_ = slot;
    ErrorCode ignored;
    socket_.set_option(tcp::no_delay(true), ignored);
    socket_.non_blocking(true, ignored);
    set_deadline(loop_.configuration.idle_ms);
    read();
}

void HttpSession::read() {
    if (state_ == State::closed || reading_) return;
    reading_ = true;
    socket_.async_read_some(
        input_.prepare(state_ == State::body ? body_read_size : header_read_size),
        [self = shared_from_this()](ErrorCode error, std::size_t count) { self->on_read(error, count); });
}

void HttpSession::on_read(ErrorCode error, std::size_t count) {
    reading_ = false;
    if (state_ == State::closed) return;
    if (error) return close();
    if (state_ == State::lingering) return read();  // thrown away: nothing is committed
    input_.commit(count);
    advance();
}

/// Serves every request that is here whole, writes the answers together, and waits for more.
void HttpSession::advance() {
    for (;;) {
        serve_input();
        if (state_ == State::answering || state_ == State::handed || state_ == State::closed) return;
        bool const was_full = output_.size() >= output_limit;
        if (!flush()) return;
        if (closing_) return linger();
        if (was_full) continue;
        if (state_ == State::idle && loop_.is_stopping()) return close();
        return read();
    }
}

/// Serves requests until the input ends, the output is full, or an answer must be waited for.
void HttpSession::serve_input() {
    while (!closing_ && input_.size() > 0 && output_.size() < output_limit) {
        if ((state_ == State::idle || state_ == State::header) && !take_header()) return;
        if (state_ == State::body && !parse()) return;
        if (state_ == State::answering || state_ == State::handed) return;
    }
}

/// Waits for a whole header; false when more bytes must come or the request was refused.
bool HttpSession::take_header() {
    if (state_ == State::idle) {
        // An empty line before a request is skipped (RFC 9112, 2.2).
        while (input_.size() >= 2 && buffered().substr(0, 2) == "\r\n") input_.consume(2);
        if (input_.size() == 0 || buffered() == "\r") return false;
        state_ = State::header;
        set_deadline(loop_.configuration.header_ms);
        scanner_ = {};
        content_.clear();
        parser_.emplace(content_, loop_.configuration);
    }
    auto const limit = loop_.configuration.header_limit_bytes;
    auto const found = scanner_.scan(buffered());
    Refusal refusal;
    if (found == HeaderScanner::Found::bare_line_feed) refusal = {400, "a line of the header does not end in CR LF"};
    else if (found == HeaderScanner::Found::folded_line) refusal = {400, "a line of the header starts with a space"};
    else if (scanner_.end() > limit) refusal = {431, "the header is too large"};
    if (refusal) {
        dispatch(refusal);
        return false;
    }
    if (found == HeaderScanner::Found::nothing) return false;
    state_ = State::body;
    set_deadline(loop_.configuration.body_ms);
    return true;
}

/// Parses what is here; false when more bytes must come or the connection is about to close.
bool HttpSession::parse() {
    bool const had_header = parser_->is_header_done();
    ErrorCode error;
    auto const used = parser_->put(input_.data(), error);
    input_.consume(used);
    if (error && error != boost::beast::http::error::need_more) {
        dispatch(parser_->refusal(error));
        return false;
    }
    if (parser_->is_done()) {
        dispatch({});
        return !closing_;
    }
    // What stays unread now is part of a chunk's header or of a trailer.
    if (input_.size() > loop_.configuration.header_limit_bytes) {
        dispatch({400, "a chunk's header or the trailer is too large"});
        return false;
    }
    if (!had_header && parser_->expects_continue() && input_.size() == 0) output_ += "HTTP/1.1 100 Continue\r\n\r\n";
    return false;
}

/// Gives the request, or what is wrong with it, to the application.
void HttpSession::dispatch(Refusal refusal) {
    if (refusal) closing_ = true;
    state_ = State::answering;
    set_deadline(loop_.configuration.answer_ms);
    cbeast_request request{};
    auto const &fields = content_.fields;
    request.method = text(content_.method);
    request.target = text(content_.target);
    request.body = text(content_.body);
    request.host = text(fields[RequestContent::host]);
    request.accept = text(fields[RequestContent::accept]);
    request.accept_encoding = text(fields[RequestContent::accept_encoding]);
    request.content_type = text(fields[RequestContent::content_type]);
    request.content_encoding = text(fields[RequestContent::content_encoding]);
    request.if_none_match = text(fields[RequestContent::if_none_match]);
    request.origin = text(fields[RequestContent::origin]);
    request.request_id = text(fields[RequestContent::request_id]);
    request.client = text(client_);
    request.upgrade = refusal ? cbeast_upgrade_none : parser_->upgrade_kind();
    request.refusal = refusal.status;
    request.refusal_reason = refusal.reason;

    auto const token = loop_.issue(slot_);
    answered_ = false;
    in_callback_ = true;
    auto const &configuration = loop_.configuration;
    configuration.on_request(configuration.context, token, &request);
    in_callback_ = false;
    // Answers that wait go out while the application thinks.
    if (state_ == State::answering && !output_.empty()) {
        ErrorCode ignored;
        auto const count = socket_.write_some(net::buffer(output_), ignored);
        output_.erase(0, count);
    }
}

bool HttpSession::respond(const cbeast_response &response) {
    if (state_ != State::answering || answered_) return false;
    loop_.revoke(slot_);
    answered_ = true;
    bool const keeps = parser_ && parser_->is_done() && parser_->keep_alive();
    if (response.closes || !keeps || loop_.is_stopping()) closing_ = true;
    append(response, closing_);
    state_ = State::idle;
    set_deadline(loop_.configuration.idle_ms);
    if (!in_callback_) advance();
    return true;
}

void HttpSession::append(const cbeast_response &response, bool closes) {
    bool const bodiless = response.status == 204 || response.status == 304;
    output_ += "HTTP/1.1 ";
    append_number(output_, response.status);
    output_ += ' ';
    output_ += phrase(response.status);
    output_ += "\r\n";
    output_ += loop_.date_line();
    output_.append(response.head.bytes, response.head.count);
    if (!bodiless) {
        output_ += "Content-Length: ";
        append_number(output_, response.body.count);
        output_ += "\r\n";
    }
    if (closes) output_ += "Connection: close\r\n";
    else if (content_.version == 10) output_ += "Connection: keep-alive\r\n";
    output_ += "\r\n";
    if (!bodiless && content_.method != "HEAD") output_.append(response.body.bytes, response.body.count);
}

cbeast_token HttpSession::upgrade(std::string_view request_id) {
    // Input behind the handshake would be lost; a client must wait for the answer anyway.
    if (state_ != State::answering || !in_callback_ || answered_ || !output_.empty() || input_.size() > 0 ||
        loop_.is_stopping() || parser_->upgrade_kind() != cbeast_upgrade_websocket)
        return 0;
    state_ = State::handed;
    auto const socket = std::make_shared<WebSocketSession>(loop_, std::move(socket_), slot_);
    loop_.replace(slot_, socket);
    auto const token = loop_.issue(slot_);
    socket->start(token, content_, request_id);
    return token;
}

/// Writes what is queued; false when the socket takes no more for now, or never.
bool HttpSession::flush() {
    if (output_.empty()) return true;
    ErrorCode error;
    auto const count = socket_.write_some(net::buffer(output_), error);
    if (error && error != net::error::would_block && error != net::error::try_again) {
        close();
        return false;
    }
    if (!error) output_.erase(0, count);
    if (output_.empty()) {
        if (output_.capacity() > 2 * output_limit) output_.shrink_to_fit();
        return true;
    }
    if (state_ == State::idle) state_ = State::writing;
    set_deadline(loop_.configuration.write_ms);
    net::async_write(
        socket_, net::buffer(output_),
        [self = shared_from_this()](ErrorCode error, std::size_t) { self->on_written(error); });
    return false;
}

void HttpSession::on_written(ErrorCode error) {
    if (state_ == State::closed) return;
    if (error) return close();
    output_.clear();
    output_.shrink_to_fit();
    if (state_ == State::writing) {
        state_ = State::idle;
        set_deadline(loop_.configuration.idle_ms);
    }
    advance();
}

/// Ends the sending side and reads the rest, so that the last answer is not lost to a reset.
void HttpSession::linger() {
    state_ = State::lingering;
    ErrorCode error;
    socket_.shutdown(tcp::socket::shutdown_send, error);
    if (error) return close();
    input_.clear();
    set_deadline(loop_.configuration.linger_ms);
    read();
}

void HttpSession::close() {
    if (state_ == State::closed) return;
    auto const keep = shared_from_this();
    state_ = State::closed;
    ErrorCode ignored;
    socket_.close(ignored);
    loop_.release(slot_);
}

void HttpSession::tick(Clock::time_point now) {
    if (now < deadline_ || state_ == State::handed) return;
    if ((state_ == State::header || state_ == State::body) && output_.empty()) {
        dispatch({408, "the request took too long to come"});
        return advance();
    }
    close();
}

void HttpSession::stop() {
    if (state_ == State::idle && input_.size() == 0 && output_.empty()) close();
}

void HttpSession::abort() {
    if (state_ != State::handed) close();
}

}  // namespace cbeast
