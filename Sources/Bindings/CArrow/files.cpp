#include <arrow/io/compressed.h>
#include <arrow/util/compression.h>

#include <algorithm>
#include <array>
#include <cstring>

#include "Support.hpp"

namespace martlet {

namespace {

/// The packing that a file's first bytes tell of.
arrow::Compression::type packing(const uint8_t *head, int64_t count) {
    static const std::array<uint8_t, 2> gzip = {0x1f, 0x8b};
    static const std::array<uint8_t, 4> zstd = {0x28, 0xb5, 0x2f, 0xfd};
    if (count >= 2 && std::equal(gzip.begin(), gzip.end(), head)) return arrow::Compression::GZIP;
    if (count >= 4 && std::equal(zstd.begin(), zstd.end(), head)) return arrow::Compression::ZSTD;
    return arrow::Compression::UNCOMPRESSED;
}

/// The file's stream and, when it is packed, the unpacking one over it.
arrow::Result<std::shared_ptr<arrow::io::InputStream>> unpacked(
    std::shared_ptr<arrow::io::ReadableFile> file, bool &is_packed) {
    ARROW_ASSIGN_OR_RAISE(const auto size, file->GetSize());
    ARROW_ASSIGN_OR_RAISE(const auto head, file->ReadAt(0, std::min<int64_t>(size, 4)));
    ARROW_RETURN_NOT_OK(file->Seek(0));
    const auto type = packing(head->data(), head->size());
    is_packed = type != arrow::Compression::UNCOMPRESSED;
    if (!is_packed) return file;
    ARROW_ASSIGN_OR_RAISE(auto codec, arrow::util::Codec::Create(type));
    return arrow::io::CompressedInputStream::Make(codec.get(), file);
}

arrow::Result<std::shared_ptr<arrow::Buffer>> read_all(arrow::io::InputStream &stream) {
    arrow::BufferBuilder builder;
    for (;;) {
        ARROW_ASSIGN_OR_RAISE(auto piece, stream.Read(int64_t{4} << 20));
        if (piece->size() == 0) return builder.Finish();
        ARROW_RETURN_NOT_OK(builder.Append(piece->data(), piece->size()));
    }
}

}  // namespace

arrow::Result<std::shared_ptr<arrow::io::RandomAccessFile>> open_bytes(const char *path) {
    ARROW_ASSIGN_OR_RAISE(auto file, arrow::io::ReadableFile::Open(path));
    bool is_packed = false;
    ARROW_ASSIGN_OR_RAISE(auto stream, unpacked(file, is_packed));
    if (!is_packed) return file;
    ARROW_ASSIGN_OR_RAISE(auto bytes, read_all(*stream));
    return std::make_shared<arrow::io::BufferReader>(std::move(bytes));
}

arrow::Result<std::shared_ptr<arrow::io::InputStream>> open_stream(const char *path) {
    ARROW_ASSIGN_OR_RAISE(auto file, arrow::io::ReadableFile::Open(path));
    bool is_packed = false;
    return unpacked(std::move(file), is_packed);
}

}  // namespace martlet

extern "C" int64_t martlet_text_head(
    const char *path, char *buffer, int64_t capacity, char *error, int32_t error_capacity) {
    return martlet::guarded<int64_t>(-1, error, error_capacity, [&]() -> arrow::Result<int64_t> {
        ARROW_ASSIGN_OR_RAISE(auto stream, martlet::open_stream(path));
        ARROW_ASSIGN_OR_RAISE(auto bytes, stream->Read(capacity));
        std::memcpy(buffer, bytes->data(), static_cast<size_t>(bytes->size()));
        return bytes->size();
    });
}
