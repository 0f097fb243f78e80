#include "CBeast.h"

#include <boost/asio/basic_signal_set.hpp>
#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/posix/basic_stream_descriptor.hpp>
#include <boost/asio/post.hpp>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <stdexcept>
#include <sys/eventfd.h>
#include <thread>
#include <unistd.h>

#include "Loop.hpp"

using namespace cbeast;

/// The listener, the loops and what stops them.
struct cbeast_server {
    explicit cbeast_server(const cbeast_configuration &given);
    ~cbeast_server() { ::close(stop_event); }

    void accept();
    void on_accept(ErrorCode error, Loop &loop, Socket socket, const tcp::endpoint &peer);
    void wait_for_stop();
    void wait_for_signal();
    void stop();
    void run();
    Loop *loop(Token token) const { return token.loop < loops.size() ? loops[token.loop].get() : nullptr; }

    const cbeast_configuration configuration;
    const int stop_event;
    std::atomic<int> connections{0};
    std::vector<std::unique_ptr<Loop>> loops;
    net::basic_socket_acceptor<tcp, Executor> acceptor;
    net::posix::basic_stream_descriptor<Executor> stop_reader;
    net::basic_signal_set<Executor> signals;
    Timer accept_pause;
    tcp::endpoint peer;
    std::uint64_t stop_count = 0;
    std::size_t next_loop = 0;
    bool is_stopping = false;
};

namespace {

std::vector<std::unique_ptr<Loop>> make_loops(
    const cbeast_configuration &configuration, std::atomic<int> &connections) {
    std::vector<std::unique_ptr<Loop>> loops;
    for (int index = 0; index < std::clamp(configuration.io_threads, 1, 64); ++index)
        loops.push_back(std::make_unique<Loop>(std::uint32_t(index), configuration, connections));
    return loops;
}

constexpr std::string_view too_many =
    "HTTP/1.1 503 Service Unavailable\r\nContent-Type: application/problem+json\r\nRetry-After: 1\r\n"
    "Content-Length: 93\r\nConnection: close\r\n\r\n"
    R"({"type":"about:blank","title":"Service Unavailable","status":503,"detail":"too many clients"})";

}  // namespace

cbeast_server::cbeast_server(const cbeast_configuration &given)
    : configuration(given), stop_event(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)),
      loops(make_loops(configuration, connections)), acceptor(loops[0]->io.get_executor()),
      stop_reader(loops[0]->io.get_executor(), ::dup(stop_event)), signals(loops[0]->io.get_executor()),
      accept_pause(loops[0]->io.get_executor()) {
    std::signal(SIGPIPE, SIG_IGN);
    tcp::endpoint const endpoint{net::ip::make_address(given.host), given.port};
    acceptor.open(endpoint.protocol());
    acceptor.set_option(net::socket_base::reuse_address(true));
    acceptor.bind(endpoint);
    acceptor.listen(1024);
    if (given.handles_signals) {
        signals.add(SIGINT);
        signals.add(SIGTERM);
        wait_for_signal();
    }
    wait_for_stop();
    accept();
}

void cbeast_server::accept() {
    auto &loop = *loops[next_loop++ % loops.size()];
    acceptor.async_accept(loop.io.get_executor(), peer, [this, &loop](ErrorCode error, Socket socket) {
        on_accept(error, loop, std::move(socket), peer);
    });
}

void cbeast_server::on_accept(ErrorCode error, Loop &loop, Socket socket, const tcp::endpoint &from) {
    if (is_stopping) return;
    if (error) {
        // Out of file descriptors, most likely: try again when some may have been given back.
        accept_pause.expires_after(std::chrono::milliseconds(50));
        accept_pause.async_wait([this](ErrorCode cancelled) { if (!cancelled) accept(); });
        return;
    }
    if (connections.fetch_add(1) >= configuration.max_connections) {
        ErrorCode ignored;
        socket.non_blocking(true, ignored);
        socket.write_some(net::buffer(too_many.data(), too_many.size()), ignored);
        socket.shutdown(tcp::socket::shutdown_send, ignored);
        connections.fetch_sub(1);
    } else {
        net::post(loop.io, [&loop, socket = std::move(socket), client = from.address().to_string()]() mutable {
            loop.start(std::move(socket), std::move(client));
        });
    }
    accept();
}

void cbeast_server::wait_for_stop() {
    stop_reader.async_read_some(net::buffer(&stop_count, sizeof stop_count), [this](ErrorCode error, std::size_t) {
        if (error) return;
        auto const times = stop_count;
        wait_for_stop();  // first: the stop ends the waiting when nothing is in flight
        stop();
        if (times > 1) stop();
    });
}

void cbeast_server::wait_for_signal() {
    signals.async_wait([this](ErrorCode error, int number) {
        if (error) return;
        configuration.on_signal(configuration.context, number);
        wait_for_signal();
        stop();
    });
}

void cbeast_server::stop() {
    if (is_stopping) {
        for (auto &loop : loops) net::post(loop->io, [&loop = *loop] { loop.abort(); });
        return;
    }
    is_stopping = true;
    ErrorCode ignored;
    acceptor.close(ignored);
    accept_pause.cancel();
    for (std::size_t index = 1; index < loops.size(); ++index)
        net::post(loops[index]->io, [&loop = *loops[index]] { loop.stop({}); });
    loops[0]->stop([this] {
        ErrorCode ignored;
        stop_reader.close(ignored);
        signals.clear(ignored);
        signals.cancel(ignored);
    });
}

void cbeast_server::run() {
    std::vector<std::thread> threads;
    for (std::size_t index = 1; index < loops.size(); ++index)
        threads.emplace_back([&loop = *loops[index]] { loop.run(); });
    loops[0]->run();
    for (auto &thread : threads) thread.join();
}

cbeast_server *cbeast_create(const cbeast_configuration *configuration, char *error, size_t capacity) {
    try {
        return new cbeast_server(*configuration);
    } catch (const boost::system::system_error &failure) {
        std::snprintf(error, capacity, "%s", failure.code().message().c_str());
    } catch (const std::exception &failure) {
        std::snprintf(error, capacity, "%s", failure.what());
    } catch (...) {
        std::snprintf(error, capacity, "unknown failure");
    }
    return nullptr;
}

uint16_t cbeast_port(const cbeast_server *server) {
    ErrorCode ignored;
    return server->acceptor.local_endpoint(ignored).port();
}

void cbeast_run(cbeast_server *server) {
    try {
        server->run();
    } catch (...) {
        // A thread could not be made; what runs is told to end.
        cbeast_stop(server);
    }
}

void cbeast_stop(cbeast_server *server) {
    std::uint64_t const one = 1;
    // Fails only when a stop is already pending.
    [[maybe_unused]] auto const written = ::write(server->stop_event, &one, sizeof one);
}

void cbeast_destroy(cbeast_server *server) { delete server; }

bool cbeast_respond(cbeast_server *server, cbeast_token request, const cbeast_response *response) {
    try {
        auto *const loop = server->loop(Token(request));
        if (!loop) return false;
        if (Loop::current() == loop) {
            auto const session = loop->find(Token(request));
            return session && session->respond(*response);
        }
        net::post(
            loop->io, [loop, request, given = *response, head = std::string(view(response->head)),
                       body = std::string(view(response->body))]() mutable {
                given.head = text(head);
                given.body = text(body);
                if (auto const session = loop->find(Token(request))) session->respond(given);
            });
        return true;
    } catch (...) {
        return false;
    }
}

cbeast_token cbeast_upgrade(cbeast_server *server, cbeast_token request, cbeast_text request_id) {
    try {
        auto *const loop = server->loop(Token(request));
        if (!loop || Loop::current() != loop) return 0;
        auto const session = loop->find(Token(request));
        return session ? session->upgrade(view(request_id)) : 0;
    } catch (...) {
        return 0;
    }
}

void cbeast_publish(
    cbeast_server *server, const cbeast_token *sockets, size_t count, uint64_t key, cbeast_text message) {
    try {
        auto const shared = std::make_shared<const Message>(Message{key, std::string(view(message))});
        std::vector<std::vector<cbeast_token>> shares(server->loops.size());
        for (size_t index = 0; index < count; ++index) {
            Token const token(sockets[index]);
            if (token.loop < shares.size()) shares[token.loop].push_back(sockets[index]);
        }
        for (std::size_t index = 0; index < shares.size(); ++index) {
            if (shares[index].empty()) continue;
            auto &loop = *server->loops[index];
            net::post(loop.io, [&loop, shared, tokens = std::move(shares[index])] {
                for (auto const token : tokens)
                    if (auto const session = loop.find(Token(token))) session->send(shared);
            });
        }
    } catch (...) {
        // Out of memory: the message is lost.
    }
}

void cbeast_close_socket(cbeast_server *server, cbeast_token socket, uint16_t code, cbeast_text reason) {
    try {
        auto *const loop = server->loop(Token(socket));
        if (!loop) return;
        net::post(loop->io, [loop, socket, code, reason = std::string(view(reason))] {
            if (auto const session = loop->find(Token(socket))) session->close_socket(code, reason);
        });
    } catch (...) {
        // Out of memory: the idle deadline will close it.
    }
}
