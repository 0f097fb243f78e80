#pragma once
// Shared by the files of this shim; not part of its C face.
#include <arrow/api.h>
#include <arrow/io/api.h>

#include <exception>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "CArrow.h"

/// One column in the memory form that the C face promises.
struct PlainColumn {
    std::string name;
    martlet_arrow_kind kind;
    bool zoned = false;
    int64_t missing = 0;
    std::shared_ptr<arrow::Buffer> values;
    int64_t offset_bytes = 0;
    std::vector<std::string_view> texts;
    std::shared_ptr<arrow::Array> texts_owner;
};

struct martlet_arrow_table {
    int64_t rows = 0;
    std::vector<PlainColumn> columns;
};

namespace martlet {

/// Copies a failure's text to the caller.
void report(const std::string &text, char *error, int32_t capacity);

/// Turns what a file gave into plain columns; the table's buffers are used as they are where their form allows.
arrow::Result<std::unique_ptr<martlet_arrow_table>> plain(std::shared_ptr<arrow::Table> table);

/// The bytes of a file, unpacked into memory when gzip or zstd. Never mapped: another program may cut the file short.
arrow::Result<std::shared_ptr<arrow::io::RandomAccessFile>> open_bytes(const char *path);

/// The bytes of a file as a stream, unpacked on the way when gzip or zstd.
arrow::Result<std::shared_ptr<arrow::io::InputStream>> open_stream(const char *path);

/// Runs `body`, a callable that returns arrow::Result<T>; on failure or exception reports and gives `otherwise`.
template <class T, class Body>
T guarded(T otherwise, char *error, int32_t capacity, Body body) noexcept {
    try {
        auto result = body();
        if (result.ok()) return std::move(result).ValueOrDie();
        report(result.status().message(), error, capacity);
    } catch (const std::exception &exception) {
        report(exception.what(), error, capacity);
    } catch (...) {
        report("unknown failure in Arrow", error, capacity);
    }
    return otherwise;
}

}  // namespace martlet
