#pragma once
// An HTTP/1.1 and WebSocket server over Boost.Beast behind a C interface.
//
// Threads: `cbeast_run` serves on the calling thread and on `io_threads - 1` threads of its own; every callback runs on
// one of them and must be quick. Every function below may be called from any thread.
// Ownership: the caller owns the server and frees it with `cbeast_destroy` after `cbeast_run` has returned. Bytes given
// to a callback live until it returns; bytes given to a function are copied before it returns.
// Tokens name a request or a WebSocket, never a pointer: an answer that comes too late does nothing and returns false.
// No exception crosses this interface.

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct cbeast_server cbeast_server;
typedef uint64_t cbeast_token;

typedef struct {
    const char *bytes;
    size_t count;
} cbeast_text;

typedef enum {
    cbeast_upgrade_none = 0,
    cbeast_upgrade_websocket = 1,
    cbeast_upgrade_unsupported = 2,  // asks for a WebSocket but lacks a key or version 13
} cbeast_upgrade_kind;

// A request, read to its end; or, when `refusal` is not 0, as much of one as could be read.
typedef struct {
    cbeast_text method, target, body;
    cbeast_text host, accept, accept_encoding, content_type, content_encoding, if_none_match, origin, request_id;
    cbeast_text client;              // the peer's address
    int upgrade;                     // a cbeast_upgrade_kind
    uint16_t refusal;                // the status a broken request is to be answered with; the connection closes after it
    const char *refusal_reason;      // in words, static; NULL when `refusal` is 0
} cbeast_request;

typedef struct {
    uint16_t status;
    cbeast_text head;                // header lines, each ended by CR LF; Date, Content-Length and Connection are added
    cbeast_text body;                // left out of the answer to HEAD and of 204 and 304
    bool closes;
} cbeast_response;

typedef struct {
    const char *host;
    uint16_t port;                   // 0 takes a free one
    int32_t io_threads;              // 1 to 64
    int32_t max_connections;
    uint32_t header_limit_bytes;
    uint64_t body_limit_bytes;
    // One deadline each for: the whole header, the whole body, an answer, the writing of it, the wait for the next request.
    uint32_t header_ms, body_ms, answer_ms, write_ms, idle_ms;
    uint32_t linger_ms;              // how long a closing connection is read to its end
    uint32_t shutdown_ms;            // how long a stop waits for requests in flight
    uint64_t socket_message_limit_bytes;
    uint32_t socket_queue_limit;     // messages waiting for one WebSocket client
    uint32_t socket_idle_ms;         // silent clients are asked with a ping after half of it and cut after all of it
    uint32_t socket_write_ms;        // a client that takes longer over a message is cut
    bool handles_signals;            // SIGINT and SIGTERM stop the server, and come back to `on_signal`

    void *context;
    void (*on_request)(void *context, cbeast_token request, const cbeast_request *content);
    void (*on_socket_open)(void *context, cbeast_token socket);
    void (*on_socket_message)(void *context, cbeast_token socket, cbeast_text message, bool is_text);
    void (*on_socket_close)(void *context, cbeast_token socket);
    void (*on_signal)(void *context, int number);
} cbeast_configuration;

// Binds and listens; answers nothing before `cbeast_run`. NULL on failure, with the reason in `error`.
cbeast_server *cbeast_create(const cbeast_configuration *configuration, char *error, size_t error_capacity);
// The port listened on.
uint16_t cbeast_port(const cbeast_server *server);
// Serves until stopped.
void cbeast_run(cbeast_server *server);
// Stops accepting, finishes what is in flight, closes WebSockets with 1001 and lets `cbeast_run` return; a second call
// cuts everything at once. Safe in a signal handler.
void cbeast_stop(cbeast_server *server);
void cbeast_destroy(cbeast_server *server);

bool cbeast_respond(cbeast_server *server, cbeast_token request, const cbeast_response *response);
// Answers a request by making its connection a WebSocket; only inside its `on_request`. The socket's token, 0 on failure.
cbeast_token cbeast_upgrade(cbeast_server *server, cbeast_token request, cbeast_text request_id);
// Queues one message, encoded once, for many WebSockets. A message with the same `key`, unless 0, that still waits in a
// client's queue is replaced.
void cbeast_publish(
    cbeast_server *server, const cbeast_token *sockets, size_t count, uint64_t key, cbeast_text message);
void cbeast_close_socket(cbeast_server *server, cbeast_token socket, uint16_t code, cbeast_text reason);

#ifdef __cplusplus
}
#endif
