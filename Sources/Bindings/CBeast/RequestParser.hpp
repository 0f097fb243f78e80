#pragma once
// Reads one request, and refuses what two readers could understand differently.

#include <boost/beast/core/string.hpp>
#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/rfc7230.hpp>
#include <array>
#include <cstdint>
#include <string>

#include "Loop.hpp"

namespace cbeast {

/// Why a request is not read on: the status of the answer and the reason in words.
struct Refusal {
    std::uint16_t status = 0;
    const char *reason = nullptr;
    explicit operator bool() const { return status != 0; }
};

/// What is kept of a request. Its strings keep their memory from one request of a connection to the next.
struct RequestContent {
    enum Field {
        host, accept, accept_encoding, content_type, content_encoding, if_none_match, origin, request_id, upgrade,
        socket_key, socket_version, socket_extensions, field_count
    };

    std::string method, target, body;
    std::array<std::string, field_count> fields;
    int version = 0;

    void clear();
};

class RequestParser final : public boost::beast::http::basic_parser<true> {
public:
    RequestParser(RequestContent &content, const cbeast_configuration &limits);

    bool expects_continue() const { return expects_continue_; }
    Refusal refusal() const { return refusal_; }
    cbeast_upgrade_kind upgrade_kind() const;

    /// What the answer to a parsing error is.
    Refusal refusal(ErrorCode error) const;

private:
    using field = boost::beast::http::field;
    using string_view = boost::beast::string_view;
    using error_code = boost::beast::error_code;

    void on_request_impl(
        boost::beast::http::verb, string_view method, string_view target, int version, error_code &error) override;
    void on_response_impl(int, string_view, int, error_code &) override {}
    void on_field_impl(field name, string_view text, string_view value, error_code &error) override;
    void on_header_impl(error_code &error) override;
    void on_body_init_impl(boost::optional<std::uint64_t> const &, error_code &error) override { error = {}; }
    std::size_t on_body_impl(string_view body, error_code &error) override;
    void on_chunk_header_impl(std::uint64_t, string_view, error_code &error) override { error = {}; }
    std::size_t on_chunk_body_impl(std::uint64_t, string_view body, error_code &error) override;
    void on_finish_impl(error_code &error) override { error = {}; }

    void refuse(std::uint16_t status, const char *reason, error_code &error);
    bool take_framing_field(field name, string_view value, error_code &error);

    RequestContent &content_;
    Refusal refusal_;
    int hosts_ = 0, lengths_ = 0, encodings_ = 0;
    bool header_read_ = false;
    bool expects_continue_ = false;
};

/// Looks through a header as it comes in; finds its end, and line ends that are not CR LF.
class HeaderScanner {
public:
    enum class Found { nothing, end, bare_line_feed, folded_line };

    Found scan(std::string_view bytes);
    /// Where the header ends, once found.
    std::size_t end() const { return position_; }

private:
    std::size_t position_ = 0;
    std::size_t line_ = 0;
};

}  // namespace cbeast
