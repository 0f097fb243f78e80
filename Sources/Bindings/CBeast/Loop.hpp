#pragma once
// One I/O thread's event loop and the sessions that live on it.

#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/basic_waitable_timer.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/wait_traits.hpp>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <ctime>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "CBeast.h"

namespace cbeast {

namespace net = boost::asio;
using tcp = net::ip::tcp;
using Clock = std::chrono::steady_clock;
using Executor = net::io_context::executor_type;
using Socket = net::basic_stream_socket<tcp, Executor>;
using Timer = net::basic_waitable_timer<Clock, net::wait_traits<Clock>, Executor>;
using ErrorCode = boost::system::error_code;

inline std::string_view view(cbeast_text text) { return {text.bytes, text.count}; }
inline cbeast_text text(std::string_view view) { return {view.data(), view.size()}; }

/// A message for WebSocket clients, shared by the queues of all of them.
struct Message {
    std::uint64_t key;
    std::string bytes;
};
using SharedMessage = std::shared_ptr<const Message>;

/// One connection: an HTTP one, or what it was upgraded to.
class Session {
public:
    virtual ~Session() = default;
    /// Cuts the connection when its deadline has passed.
    virtual void tick(Clock::time_point now) = 0;
    /// Ends once what is in flight is done.
    virtual void stop() = 0;
    /// Ends at once.
    virtual void abort() = 0;

    virtual bool respond(const cbeast_response &) { return false; }
    virtual cbeast_token upgrade(std::string_view) { return 0; }
    virtual void send(const SharedMessage &) {}
    virtual void close_socket(std::uint16_t, std::string_view) {}
};

/// Tokens are loop (8 bits) | slot (24 bits) | generation (32 bits); a slot's generation grows with every use.
struct Token {
    std::uint32_t loop, slot, generation;
    explicit Token(cbeast_token bits)
        : loop(std::uint32_t(bits >> 56)), slot(std::uint32_t(bits >> 32) & 0xFFFFFF),
          generation(std::uint32_t(bits)) {}
};

class Loop {
public:
    Loop(std::uint32_t index, const cbeast_configuration &configuration, std::atomic<int> &connections)
        : index(index), configuration(configuration), ticker_(io.get_executor()), work_(io.get_executor()),
          connections_(connections) {}

    net::io_context io{1};
    const std::uint32_t index;
    const cbeast_configuration &configuration;

    /// The loop whose thread this is; null on other threads.
    static Loop *&current();

    void run();
    /// Starts a session on an accepted socket; the connection is counted already.
    void start(Socket socket, std::string client);
    /// Begins a graceful stop; `then` runs when the last session has ended.
    void stop(std::function<void()> then);
    void abort();
    bool is_stopping() const { return stopping_; }

    std::uint32_t claim(std::shared_ptr<Session> session);
    void replace(std::uint32_t slot, std::shared_ptr<Session> session) { slots_[slot].session = std::move(session); }
    void release(std::uint32_t slot);
    /// A token for the next use of a slot; earlier tokens of it become void.
    cbeast_token issue(std::uint32_t slot);
    void revoke(std::uint32_t slot) { ++slots_[slot].generation; }
    std::shared_ptr<Session> find(Token token) const;

    /// The Date header's line, made once a second.
    std::string_view date_line();

private:
    struct Slot {
        std::uint32_t generation = 1;
        std::shared_ptr<Session> session;
    };

    void schedule_tick();
    void tick();
    void finish_if_idle();

    Timer ticker_;
    net::executor_work_guard<Executor> work_;
    std::atomic<int> &connections_;
    std::vector<Slot> slots_;
    std::vector<std::uint32_t> free_;
    std::size_t live_ = 0;
    bool ticking_ = false;
    bool stopping_ = false;
    bool finished_ = false;
    Clock::time_point stop_deadline_{};
    std::function<void()> when_finished_;
    std::time_t date_second_ = 0;
    char date_[48] = {};
    std::size_t date_size_ = 0;
};

}  // namespace cbeast
