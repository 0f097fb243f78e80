#pragma once
#include <stdint.h>

// A small C face of libcurl, whose own option calls are variadic, which Swift does not import.
//
// - A response belongs to the caller, who gives it back to martlet_http_response_free, once. Pointers got out of it
//   live as long as it does.
// - Text of a failure is copied to the caller's buffer, cut to fit and ended by NUL.
// - Every function may be called by any number of threads at once.

#ifdef __cplusplus
extern "C" {
#endif

typedef struct martlet_http_response martlet_http_response;

typedef struct {
    const char *url;
    /// Header lines such as `Accept: application/json`.
    const char *const *headers;
    int32_t header_count;
    const char *user_agent;
    int64_t timeout_milliseconds;
    /// A longer body is a failure.
    int64_t body_bytes_max;
} martlet_http_request;

/// Gets a http or https address, following at most five redirections; NULL when there was no whole answer.
martlet_http_response *martlet_http_get(const martlet_http_request *request, char *error, int32_t error_capacity);

int32_t martlet_http_response_status(const martlet_http_response *response);
const uint8_t *martlet_http_response_body(const martlet_http_response *response, int64_t *length);
/// The value of the Retry-After header of the last answer; NULL when there is none.
const char *martlet_http_response_retry_after(const martlet_http_response *response);
void martlet_http_response_free(martlet_http_response *response);

#ifdef __cplusplus
}
#endif
