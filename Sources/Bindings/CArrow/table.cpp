#include <arrow/array/array_dict.h>
#include <arrow/array/concatenate.h>
#include <arrow/compute/api_vector.h>
#include <arrow/compute/cast.h>
#include <arrow/util/config.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>

#include "Support.hpp"

namespace martlet {

void report(const std::string &text, char *error, int32_t capacity) {
    if (error == nullptr || capacity <= 0) return;
    const auto count = std::min<size_t>(text.size(), static_cast<size_t>(capacity) - 1);
    std::memcpy(error, text.data(), count);
    error[count] = 0;
}

namespace {

using ArrayPointer = std::shared_ptr<arrow::Array>;

/// One array out of the chunks; free of copies when there is one chunk.
arrow::Result<ArrayPointer> single(const std::shared_ptr<arrow::ChunkedArray> &chunks) {
    if (chunks->num_chunks() == 1) return chunks->chunk(0);
    if (chunks->num_chunks() == 0) return arrow::MakeArrayOfNull(chunks->type(), 0);
    return arrow::Concatenate(chunks->chunks());
}

/// Points the column at the array's values; where cells are missing, at a copy that marks them.
template <class T>
arrow::Status take_fixed(const arrow::Array &array, T missing, PlainColumn &column) {
    const auto &data = *array.data();
    column.missing = array.null_count();
    column.values = data.buffers[1];
    column.offset_bytes = data.offset * static_cast<int64_t>(sizeof(T));
    if (column.missing == 0) return arrow::Status::OK();
    ARROW_ASSIGN_OR_RAISE(auto copy, arrow::AllocateBuffer(array.length() * static_cast<int64_t>(sizeof(T))));
    auto *target = reinterpret_cast<T *>(copy->mutable_data());
    const bool has_values = column.values != nullptr && column.missing < array.length();
    const T *source = has_values ? data.GetValues<T>(1) : nullptr;
    for (int64_t row = 0; row < array.length(); row++)
        target[row] = source == nullptr || array.IsNull(row) ? missing : source[row];
    column.values = std::move(copy);
    column.offset_bytes = 0;
    return arrow::Status::OK();
}

arrow::Status take_bool(const arrow::Array &array, PlainColumn &column) {
    const auto &flags = static_cast<const arrow::BooleanArray &>(array);
    ARROW_ASSIGN_OR_RAISE(auto bytes, arrow::AllocateBuffer(array.length()));
    auto *target = bytes->mutable_data();
    for (int64_t row = 0; row < array.length(); row++)
        target[row] = array.IsNull(row) ? 255 : static_cast<uint8_t>(flags.Value(row));
    column.missing = array.null_count();
    column.values = std::move(bytes);
    return arrow::Status::OK();
}

template <class Texts>
void take_texts(const arrow::Array &array, PlainColumn &column) {
    const auto &texts = static_cast<const Texts &>(array);
    column.texts.reserve(static_cast<size_t>(texts.length()));
    for (int64_t index = 0; index < texts.length(); index++)
        column.texts.push_back(texts.IsNull(index) ? std::string_view() : texts.GetView(index));
}

/// Splits an array of texts into codes and a dictionary.
arrow::Status take_text(std::shared_ptr<arrow::ChunkedArray> chunks, PlainColumn &column) {
    if (chunks->type()->id() != arrow::Type::DICTIONARY) {
        ARROW_ASSIGN_OR_RAISE(auto encoded, arrow::compute::DictionaryEncode(chunks));
        chunks = encoded.chunked_array();
    }
    ARROW_ASSIGN_OR_RAISE(chunks, arrow::DictionaryUnifier::UnifyChunkedArray(chunks));
    ARROW_ASSIGN_OR_RAISE(auto array, single(chunks));
    const auto &coded = static_cast<const arrow::DictionaryArray &>(*array);
    ArrayPointer codes = coded.indices();
    if (codes->type_id() != arrow::Type::INT32) {
        ARROW_ASSIGN_OR_RAISE(codes, arrow::compute::Cast(*codes, arrow::int32()));
    }
    ARROW_RETURN_NOT_OK(take_fixed<int32_t>(*codes, -1, column));
    column.texts_owner = coded.dictionary();
    switch (column.texts_owner->type_id()) {
        case arrow::Type::STRING: take_texts<arrow::StringArray>(*column.texts_owner, column); break;
        case arrow::Type::LARGE_STRING: take_texts<arrow::LargeStringArray>(*column.texts_owner, column); break;
        default: return arrow::Status::TypeError("dictionary of ", column.texts_owner->type()->ToString());
    }
    return arrow::Status::OK();
}

bool is_text(const arrow::DataType &type) {
    switch (type.id()) {
        case arrow::Type::STRING:
        case arrow::Type::LARGE_STRING: return true;
        case arrow::Type::DICTIONARY:
            return is_text(*static_cast<const arrow::DictionaryType &>(type).value_type());
        default: return false;
    }
}

/// The kind a type becomes, and the Arrow type to cast it to first; null where there is none.
std::shared_ptr<arrow::DataType> target_type(const arrow::DataType &type, PlainColumn &column) {
    switch (type.id()) {
        case arrow::Type::BOOL: column.kind = MARTLET_ARROW_BOOL; return arrow::boolean();
        case arrow::Type::DATE32:
        case arrow::Type::DATE64: column.kind = MARTLET_ARROW_DATE; return arrow::date32();
        case arrow::Type::TIMESTAMP: {
            const auto &zone = static_cast<const arrow::TimestampType &>(type).timezone();
            column.kind = MARTLET_ARROW_TIMESTAMP;
            column.zoned = !zone.empty();
            return arrow::timestamp(arrow::TimeUnit::NANO, zone);
        }
        case arrow::Type::NA:
        case arrow::Type::HALF_FLOAT:
        case arrow::Type::FLOAT:
        case arrow::Type::DOUBLE:
        case arrow::Type::DECIMAL32:
        case arrow::Type::DECIMAL64:
        case arrow::Type::DECIMAL128:
        case arrow::Type::DECIMAL256: column.kind = MARTLET_ARROW_DOUBLE; return arrow::float64();
        case arrow::Type::UINT64: column.kind = MARTLET_ARROW_DOUBLE; return arrow::float64();
        default:
            if (!arrow::is_integer(type.id())) return nullptr;
            column.kind = MARTLET_ARROW_INT64;
            return arrow::int64();
    }
}

arrow::Status take_number(std::shared_ptr<arrow::ChunkedArray> chunks, PlainColumn &column) {
    auto type = chunks->type();
    if (type->id() == arrow::Type::DICTIONARY) {
        type = static_cast<const arrow::DictionaryType &>(*type).value_type();
    }
    const auto target = target_type(*type, column);
    if (target == nullptr) return arrow::Status::NotImplemented("the type ", type->ToString(), " is not supported");
    if (!target->Equals(*chunks->type())) {
        arrow::compute::CastOptions options = arrow::compute::CastOptions::Safe(target);
        options.allow_float_truncate = options.allow_decimal_truncate = true;
        ARROW_ASSIGN_OR_RAISE(auto cast, arrow::compute::Cast(chunks, options));
        chunks = cast.chunked_array();
    }
    ARROW_ASSIGN_OR_RAISE(auto array, single(chunks));
    switch (column.kind) {
        case MARTLET_ARROW_BOOL: return take_bool(*array, column);
        case MARTLET_ARROW_DATE: return take_fixed<int32_t>(*array, std::numeric_limits<int32_t>::min(), column);
        case MARTLET_ARROW_DOUBLE: return take_fixed<double>(*array, std::nan(""), column);
        default: return take_fixed<int64_t>(*array, std::numeric_limits<int64_t>::min(), column);
    }
}

}  // namespace

arrow::Result<std::unique_ptr<martlet_arrow_table>> plain(std::shared_ptr<arrow::Table> table) {
    auto result = std::make_unique<martlet_arrow_table>();
    result->rows = table->num_rows();
    for (int index = 0; index < table->num_columns(); index++) {
        PlainColumn column;
        column.name = table->field(index)->name();
        auto chunks = table->column(index);
        arrow::Status status;
        if (is_text(*chunks->type())) {
            column.kind = MARTLET_ARROW_TEXT;
            status = take_text(std::move(chunks), column);
        } else {
            status = take_number(std::move(chunks), column);
        }
        if (!status.ok()) return status.WithMessage("column ", column.name, ": ", status.message());
        result->columns.push_back(std::move(column));
    }
    return result;
}

}  // namespace martlet

extern "C" int64_t martlet_arrow_table_rows(const martlet_arrow_table *table) { return table->rows; }

extern "C" int32_t martlet_arrow_table_column_count(const martlet_arrow_table *table) {
    return static_cast<int32_t>(table->columns.size());
}

extern "C" martlet_arrow_column martlet_arrow_table_column(const martlet_arrow_table *table, int32_t index) {
    const auto &column = table->columns[static_cast<size_t>(index)];
    const uint8_t *values = column.values == nullptr ? nullptr : column.values->data() + column.offset_bytes;
    return {column.name.c_str(), column.kind, column.zoned, column.missing, values,
            static_cast<int64_t>(column.texts.size())};
}

extern "C" const char *martlet_arrow_table_text(
    const martlet_arrow_table *table, int32_t column, int64_t index, int64_t *length) {
    const auto &text = table->columns[static_cast<size_t>(column)].texts[static_cast<size_t>(index)];
    *length = static_cast<int64_t>(text.size());
    return text.data();
}

extern "C" void martlet_arrow_table_free(martlet_arrow_table *table) { delete table; }

extern "C" const char *martlet_arrow_version(void) { return ARROW_VERSION_STRING; }
