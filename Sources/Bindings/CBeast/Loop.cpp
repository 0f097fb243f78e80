#include "Loop.hpp"

#include <boost/asio/executor_work_guard.hpp>
#include <algorithm>
#include <array>

#include "HttpSession.hpp"

namespace cbeast {

Loop *&Loop::current() {
    static thread_local Loop *loop = nullptr;
    return loop;
}

namespace {
// Long enough for a client on the same machine to read its answer and ask again.
constexpr std::chrono::microseconds awake_after_work{50};
}

void Loop::run() {
    current() = this;
    for (;;) {
        try {
            while (!io.stopped()) {
                // To be woken out of epoll costs tens of microseconds on a virtual machine, so the loop looks on for about
                // as long before it sleeps: one connection's requests a second more than doubled. An idle loop sleeps.
                auto const asleep_from = Clock::now() + awake_after_work;
                do {
                    if (io.poll() > 0 || io.stopped()) break;
                } while (Clock::now() < asleep_from);
                if (Clock::now() >= asleep_from) io.run_one();
            }
            break;
        } catch (...) {
            // A handler ran out of memory: its connection is lost, the others go on.
        }
    }
    current() = nullptr;
}

void Loop::start(Socket socket, std::string client) {
    if (stopping_) {
        connections_.fetch_sub(1);
        return;
    }
    auto session = std::make_shared<HttpSession>(*this, std::move(socket), std::move(client));
    session->start(claim(session));
    schedule_tick();
}

void Loop::stop(std::function<void()> then) {
    stopping_ = true;
    when_finished_ = std::move(then);
    stop_deadline_ = Clock::now() + std::chrono::milliseconds(configuration.shutdown_ms);
    for (std::size_t slot = 0; slot < slots_.size(); ++slot)
        if (auto session = slots_[slot].session) session->stop();
    finish_if_idle();
    schedule_tick();
}

void Loop::abort() {
    for (std::size_t slot = 0; slot < slots_.size(); ++slot)
        if (auto session = slots_[slot].session) session->abort();
}

std::uint32_t Loop::claim(std::shared_ptr<Session> session) {
    if (free_.empty()) {
        slots_.emplace_back();
        free_.push_back(std::uint32_t(slots_.size() - 1));
    }
    auto const slot = free_.back();
    free_.pop_back();
    slots_[slot].session = std::move(session);
    ++live_;
    return slot;
}

void Loop::release(std::uint32_t slot) {
    ++slots_[slot].generation;
    slots_[slot].session.reset();
    free_.push_back(slot);
    --live_;
    connections_.fetch_sub(1);
    finish_if_idle();
}

cbeast_token Loop::issue(std::uint32_t slot) {
    auto const generation = ++slots_[slot].generation;
    return (cbeast_token(index) << 56) | (cbeast_token(slot) << 32) | generation;
}

std::shared_ptr<Session> Loop::find(Token token) const {
    if (token.slot >= slots_.size() || slots_[token.slot].generation != token.generation) return nullptr;
    return slots_[token.slot].session;
}

void Loop::schedule_tick() {
    if (ticking_ || (live_ == 0 && !stopping_) || finished_) return;
    ticking_ = true;
    auto const &limits = configuration;
    auto const shortest = std::min(
        {limits.header_ms, limits.body_ms, limits.answer_ms, limits.write_ms, limits.idle_ms, limits.linger_ms,
         limits.shutdown_ms, limits.socket_write_ms});
    auto const period = std::clamp(shortest / 4, 5u, 250u);
    ticker_.expires_after(std::chrono::milliseconds(period));
    ticker_.async_wait([this](ErrorCode) {
        ticking_ = false;
        tick();
        schedule_tick();
    });
}

void Loop::tick() {
    auto const now = Clock::now();
    for (std::size_t slot = 0; slot < slots_.size(); ++slot)
        if (auto session = slots_[slot].session) session->tick(now);
    if (!stopping_ || finished_) return;
    if (now >= stop_deadline_) abort();
    // A session that does not even end when cut is left behind.
    if (now >= stop_deadline_ + std::chrono::seconds(1)) io.stop();
}

void Loop::finish_if_idle() {
    if (!stopping_ || finished_ || live_ != 0) return;
    finished_ = true;
    ticker_.cancel();
    work_.reset();
    if (when_finished_) when_finished_();
}

std::string_view Loop::date_line() {
    auto const now = std::time(nullptr);
    if (now != date_second_) {
        std::tm parts{};
        gmtime_r(&now, &parts);
        static constexpr const char *days[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
        static constexpr const char *months[] = {
            "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
        date_size_ = std::size_t(std::snprintf(
            date_, sizeof date_, "Date: %s, %02d %s %04d %02d:%02d:%02d GMT\r\n", days[parts.tm_wday % 7],
            parts.tm_mday % 100, months[parts.tm_mon % 12], (parts.tm_year + 1900) % 10000, parts.tm_hour % 100,
            parts.tm_min % 100, parts.tm_sec % 100));
        date_second_ = now;
    }
    return {date_, date_size_};
}

}  // namespace cbeast
