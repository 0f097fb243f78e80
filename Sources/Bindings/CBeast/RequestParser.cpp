#include "RequestParser.hpp"

#include <cstring>

namespace cbeast {

namespace http = boost::beast::http;
using boost::beast::iequals;

void RequestContent::clear() {
    method.clear();
    target.clear();
    body.clear();
    // One large body must not hold its memory for the rest of the connection.
    if (body.capacity() > 64 * 1024) body.shrink_to_fit();
    for (auto &field : fields) field.clear();
    version = 0;
}

RequestParser::RequestParser(RequestContent &content, const cbeast_configuration &limits) : content_(content) {
    eager(true);
    header_limit(limits.header_limit_bytes);
    body_limit(limits.body_limit_bytes);
}

cbeast_upgrade_kind RequestParser::upgrade_kind() const {
    auto const &fields = content_.fields;
    bool const asks = upgrade() && http::token_list{fields[RequestContent::upgrade]}.exists("websocket");
    if (!asks) return cbeast_upgrade_none;
    bool const complete = content_.method == "GET" && content_.version == 11 &&
                          fields[RequestContent::socket_key].size() == 24 &&
                          fields[RequestContent::socket_version] == "13";
    return complete ? cbeast_upgrade_websocket : cbeast_upgrade_unsupported;
}

Refusal RequestParser::refusal(ErrorCode error) const {
    if (refusal_) return refusal_;
    if (error == http::error::header_limit) return {431, "the header is too large"};
    if (error == http::error::body_limit) return {413, "the body is too large"};
    if (error == http::error::bad_version) return {505, "the version is neither HTTP/1.0 nor 1.1"};
    if (error == http::error::bad_content_length) return {400, "Content-Length is not one whole number"};
    if (error == http::error::bad_transfer_encoding) return {400, "Transfer-Encoding contradicts another header"};
    return {400, "the request is not well-formed HTTP"};
}

void RequestParser::refuse(std::uint16_t status, const char *reason, error_code &error) {
    refusal_ = {status, reason};
    error = http::error::bad_value;
}

void RequestParser::on_request_impl(
    http::verb, string_view method, string_view target, int version, error_code &error) {
    error = {};
    content_.method.assign(method.data(), method.size());
    content_.target.assign(target.data(), target.size());
    content_.version = version;
}

/// Takes the fields that say where a request ends; false for other fields.
bool RequestParser::take_framing_field(field name, string_view value, error_code &error) {
    switch (name) {
    case field::host:
        if (++hosts_ > 1) refuse(400, "Host is given twice", error);
        content_.fields[RequestContent::host].assign(value.data(), value.size());
        return true;
    case field::content_length:
        if (++lengths_ > 1 || value.find(',') != string_view::npos) refuse(400, "Content-Length is given twice", error);
        return true;
    case field::transfer_encoding:
        if (++encodings_ > 1 || !iequals(value, "chunked") || content_.version < 11)
            refuse(400, "the only Transfer-Encoding is chunked, once, in HTTP/1.1", error);
        return true;
    case field::expect:
        if (!iequals(value, "100-continue")) refuse(417, "the only Expect is 100-continue", error);
        expects_continue_ = content_.version == 11;
        return true;
    default:
        return false;
    }
}

void RequestParser::on_field_impl(field name, string_view text, string_view value, error_code &error) {
    error = {};
    if (header_read_) return;  // a trailer
    if (take_framing_field(name, value, error)) return;
    auto keep = [&](RequestContent::Field field) {
        content_.fields[field].assign(value.data(), value.size());
    };
    switch (name) {
    case field::accept: return keep(RequestContent::accept);
    case field::accept_encoding: return keep(RequestContent::accept_encoding);
    case field::content_type: return keep(RequestContent::content_type);
    case field::content_encoding: return keep(RequestContent::content_encoding);
    case field::if_none_match: return keep(RequestContent::if_none_match);
    case field::origin: return keep(RequestContent::origin);
    case field::upgrade: return keep(RequestContent::upgrade);
    case field::sec_websocket_key: return keep(RequestContent::socket_key);
    case field::sec_websocket_version: return keep(RequestContent::socket_version);
    case field::sec_websocket_extensions: return keep(RequestContent::socket_extensions);
    default: break;
    }
    if (name == field::unknown && iequals(text, "X-Request-Id")) keep(RequestContent::request_id);
}

void RequestParser::on_header_impl(error_code &error) {
    error = {};
    header_read_ = true;
    if (hosts_ == 0 && content_.version == 11) return refuse(400, "Host is missing", error);
    if (encodings_ > 0 && lengths_ > 0) refuse(400, "Content-Length and Transfer-Encoding are both given", error);
}

std::size_t RequestParser::on_body_impl(string_view body, error_code &error) {
    error = {};
    content_.body.append(body.data(), body.size());
    return body.size();
}

std::size_t RequestParser::on_chunk_body_impl(std::uint64_t, string_view body, error_code &error) {
    return on_body_impl(body, error);
}

HeaderScanner::Found HeaderScanner::scan(std::string_view bytes) {
    while (position_ < bytes.size()) {
        auto const found = static_cast<const char *>(
            std::memchr(bytes.data() + position_, '\n', bytes.size() - position_));
        if (!found) {
            position_ = bytes.size();
            return Found::nothing;
        }
        auto const feed = std::size_t(found - bytes.data());
        if (feed == 0 || bytes[feed - 1] != '\r') return Found::bare_line_feed;
        if (bytes[line_] == ' ' || bytes[line_] == '\t') return Found::folded_line;
        position_ = feed + 1;
        if (feed == line_ + 1) return Found::end;
        line_ = position_;
    }
    return Found::nothing;
}

}  // namespace cbeast
