#include <arrow/io/file.h>
#include <parquet/arrow/reader.h>
#include <parquet/arrow/schema.h>
#include <parquet/arrow/writer.h>
#include <parquet/file_reader.h>
#include <parquet/properties.h>

#include <algorithm>
#include <limits>
#include <numeric>

#include "Support.hpp"

struct martlet_parquet_schema {
    std::vector<std::string> names;
    std::vector<std::string> types;
    std::vector<int64_t> group_rows;
};

struct martlet_parquet_writer {
    std::vector<martlet_arrow_kind> kinds;
    std::vector<std::shared_ptr<arrow::Array>> dictionaries;
    std::shared_ptr<arrow::Schema> schema;
    std::shared_ptr<arrow::io::FileOutputStream> file;
    std::unique_ptr<parquet::arrow::FileWriter> writer;
    bool in_group = false;
};

namespace {

using parquet::arrow::FileReader;
using parquet::arrow::SchemaManifest;

arrow::Result<std::unique_ptr<FileReader>> open_reader(const char *path, const parquet::ArrowReaderProperties &how) {
    ARROW_ASSIGN_OR_RAISE(auto bytes, martlet::open_bytes(path));
    parquet::arrow::FileReaderBuilder builder;
    ARROW_RETURN_NOT_OK(builder.Open(std::move(bytes)));
    return builder.properties(how)->Build();
}

/// The leaf of a top-level column that has no parts; -1 for a list, struct or map.
int leaf(const parquet::arrow::SchemaField &field) { return field.is_leaf() ? field.column_index : -1; }

/// Has texts read as codes and dictionary, as they lie in the file.
void read_texts_as_codes(const SchemaManifest &manifest, parquet::ArrowReaderProperties &how) {
    for (const auto &field : manifest.schema_fields) {
        const auto id = field.field->type()->id();
        const bool is_text = id == arrow::Type::STRING || id == arrow::Type::LARGE_STRING;
        if (is_text && field.is_leaf()) how.set_read_dictionary(field.column_index, true);
    }
}

arrow::Result<std::vector<int>> leaves(
    const SchemaManifest &manifest, const char *const *columns, int32_t column_count) {
    std::vector<int> chosen;
    if (column_count < 0) {
        for (const auto &field : manifest.schema_fields)
            if (leaf(field) >= 0) chosen.push_back(leaf(field));
        return chosen;
    }
    for (int32_t index = 0; index < column_count; index++) {
        const std::string name = columns[index];
        const auto found = std::find_if(
            manifest.schema_fields.begin(), manifest.schema_fields.end(),
            [&](const auto &field) { return field.field->name() == name; });
        if (found == manifest.schema_fields.end()) return arrow::Status::KeyError("there is no column ", name);
        if (leaf(*found) < 0)
            return arrow::Status::NotImplemented(
                "column ", name, ": the type ", found->field->type()->ToString(), " is not supported");
        chosen.push_back(leaf(*found));
    }
    return chosen;
}

arrow::Result<std::unique_ptr<martlet_arrow_table>> read(
    const char *path, const char *const *columns, int32_t column_count, const int32_t *groups, int32_t group_count) {
    ARROW_ASSIGN_OR_RAISE(auto bytes, martlet::open_bytes(path));
    auto file = parquet::ParquetFileReader::Open(bytes);
    parquet::ArrowReaderProperties how(true);
    SchemaManifest manifest;
    ARROW_RETURN_NOT_OK(SchemaManifest::Make(
        file->metadata()->schema(), file->metadata()->key_value_metadata(), how, &manifest));
    read_texts_as_codes(manifest, how);
    ARROW_ASSIGN_OR_RAISE(auto reader, FileReader::Make(arrow::default_memory_pool(), std::move(file), how));
    ARROW_ASSIGN_OR_RAISE(const auto chosen, leaves(reader->manifest(), columns, column_count));
    std::vector<int> wanted(groups, groups + std::max(group_count, 0));
    if (group_count < 0) {
        wanted.resize(static_cast<size_t>(reader->num_row_groups()));
        std::iota(wanted.begin(), wanted.end(), 0);
    }
    for (const int group : wanted)
        if (group < 0 || group >= reader->num_row_groups())
            return arrow::Status::IndexError("there is no row group ", group);
    ARROW_ASSIGN_OR_RAISE(auto table, reader->ReadRowGroups(wanted, chosen));
    ARROW_ASSIGN_OR_RAISE(auto result, martlet::plain(std::move(table)));
    return result;
}

arrow::Result<std::unique_ptr<martlet_parquet_schema>> read_schema(const char *path) {
    ARROW_ASSIGN_OR_RAISE(auto reader, open_reader(path, parquet::ArrowReaderProperties(false)));
    auto result = std::make_unique<martlet_parquet_schema>();
    for (const auto &field : reader->manifest().schema_fields) {
        result->names.push_back(field.field->name());
        result->types.push_back(field.field->type()->ToString());
    }
    for (int group = 0; group < reader->num_row_groups(); group++)
        result->group_rows.push_back(reader->parquet_reader()->metadata()->RowGroup(group)->num_rows());
    return result;
}

std::shared_ptr<arrow::DataType> type_of(const martlet_parquet_field &field) {
    switch (field.kind) {
        case MARTLET_ARROW_INT64: return arrow::int64();
        case MARTLET_ARROW_DOUBLE: return arrow::float64();
        case MARTLET_ARROW_TIMESTAMP: return arrow::timestamp(arrow::TimeUnit::NANO, field.zoned ? "UTC" : "");
        case MARTLET_ARROW_DATE: return arrow::date32();
        case MARTLET_ARROW_TEXT: return arrow::dictionary(arrow::int32(), arrow::utf8());
        case MARTLET_ARROW_BOOL: return arrow::boolean();
    }
    return nullptr;
}

/// Prices pack best with their bytes split into streams, times as differences; hashing either would only cost time.
std::shared_ptr<parquet::WriterProperties> packing(
    const martlet_parquet_field *fields, int32_t field_count, int32_t level) {
    parquet::WriterProperties::Builder builder;
    const bool is_quick = level == 0;
    if (is_quick) {
        builder.compression(parquet::Compression::LZ4);
    } else {
        builder.compression(parquet::Compression::ZSTD)->compression_level(level);
    }
    builder.max_row_group_length(std::numeric_limits<int32_t>::max());
    for (int32_t index = 0; index < field_count; index++) {
        const auto &field = fields[index];
        if (field.kind == MARTLET_ARROW_TEXT) continue;
        builder.disable_dictionary(field.name);
        if (is_quick && field.kind == MARTLET_ARROW_DOUBLE) builder.disable_statistics(field.name);
        if (field.kind == MARTLET_ARROW_DOUBLE) builder.encoding(field.name, parquet::Encoding::BYTE_STREAM_SPLIT);
        if (field.kind == MARTLET_ARROW_INT64 || field.kind == MARTLET_ARROW_TIMESTAMP ||
            field.kind == MARTLET_ARROW_DATE)
            builder.encoding(field.name, parquet::Encoding::DELTA_BINARY_PACKED);
    }
    return builder.build();
}

arrow::Result<std::unique_ptr<martlet_parquet_writer>> open_writer(
    const char *path, const martlet_parquet_field *fields, int32_t field_count, int32_t level) {
    auto result = std::make_unique<martlet_parquet_writer>();
    arrow::FieldVector columns;
    for (int32_t index = 0; index < field_count; index++) {
        const auto &field = fields[index];
        arrow::StringBuilder texts;
        for (int64_t text = 0; text < field.dictionary_count; text++)
            ARROW_RETURN_NOT_OK(texts.Append(field.dictionary[text]));
        ARROW_ASSIGN_OR_RAISE(auto dictionary, texts.Finish());
        result->dictionaries.push_back(std::move(dictionary));
        result->kinds.push_back(field.kind);
        columns.push_back(arrow::field(field.name, type_of(field)));
    }
    result->schema = arrow::schema(std::move(columns));
    ARROW_ASSIGN_OR_RAISE(result->file, arrow::io::FileOutputStream::Open(path));
    const auto how = parquet::ArrowWriterProperties::Builder().store_schema()->set_use_threads(true)->build();
    ARROW_ASSIGN_OR_RAISE(
        result->writer, parquet::arrow::FileWriter::Open(
                            *result->schema, arrow::default_memory_pool(), result->file,
                            packing(fields, field_count, level), how));
    return result;
}

template <class T>
int64_t count_missing(const T *values, int64_t rows, T missing) {
    return std::count(values, values + rows, missing);
}

/// A bitmap with a bit set for each cell that is there; null when all are.
template <class T>
arrow::Result<std::shared_ptr<arrow::Buffer>> validity(const T *values, int64_t rows, T missing) {
    if (count_missing(values, rows, missing) == 0) return nullptr;
    arrow::TypedBufferBuilder<bool> bits;
    ARROW_RETURN_NOT_OK(bits.Reserve(rows));
    for (int64_t row = 0; row < rows; row++) bits.UnsafeAppend(values[row] != missing);
    return bits.Finish();
}

template <class T>
arrow::Result<std::shared_ptr<arrow::ArrayData>> wrap(
    const std::shared_ptr<arrow::DataType> &type, const void *values, int64_t rows, T missing) {
    const auto *typed = static_cast<const T *>(values);
    ARROW_ASSIGN_OR_RAISE(auto bits, validity<T>(typed, rows, missing));
    return arrow::ArrayData::Make(type, rows, {std::move(bits), arrow::Buffer::Wrap(typed, rows)});
}

/// The caller's memory as an Arrow array; only flags are copied.
arrow::Result<std::shared_ptr<arrow::Array>> borrow(
    const martlet_parquet_writer &writer, size_t index, const void *values, int64_t rows) {
    const auto &type = writer.schema->field(static_cast<int>(index))->type();
    std::shared_ptr<arrow::ArrayData> data;
    switch (writer.kinds[index]) {
        case MARTLET_ARROW_DOUBLE:
            data = arrow::ArrayData::Make(
                type, rows, {nullptr, arrow::Buffer::Wrap(static_cast<const double *>(values), rows)}, 0);
            break;
        case MARTLET_ARROW_DATE: {
            ARROW_ASSIGN_OR_RAISE(data, wrap<int32_t>(type, values, rows, std::numeric_limits<int32_t>::min()));
            break;
        }
        case MARTLET_ARROW_TEXT: {
            ARROW_ASSIGN_OR_RAISE(data, wrap<int32_t>(arrow::int32(), values, rows, -1));
            return arrow::DictionaryArray::FromArrays(type, arrow::MakeArray(data), writer.dictionaries[index]);
        }
        case MARTLET_ARROW_BOOL: {
            arrow::BooleanBuilder flags;
            for (int64_t row = 0; row < rows; row++) {
                const auto flag = static_cast<const uint8_t *>(values)[row];
                ARROW_RETURN_NOT_OK(flag > 1 ? flags.AppendNull() : flags.Append(flag == 1));
            }
            return flags.Finish();
        }
        default: {
            ARROW_ASSIGN_OR_RAISE(data, wrap<int64_t>(type, values, rows, std::numeric_limits<int64_t>::min()));
        }
    }
    return arrow::MakeArray(data);
}

arrow::Status append(martlet_parquet_writer &writer, const void *const *columns, int64_t rows) {
    std::vector<std::shared_ptr<arrow::Array>> arrays;
    for (size_t index = 0; index < writer.kinds.size(); index++) {
        ARROW_ASSIGN_OR_RAISE(auto array, borrow(writer, index, columns[index], rows));
        arrays.push_back(std::move(array));
    }
    if (!writer.in_group) {
        ARROW_RETURN_NOT_OK(writer.writer->NewBufferedRowGroup());
        writer.in_group = true;
    }
    return writer.writer->WriteRecordBatch(*arrow::RecordBatch::Make(writer.schema, rows, std::move(arrays)));
}

/// Adapts a call that gives a status to the C face's 0 or -1.
template <class Body>
int attempted(char *error, int32_t capacity, Body body) {
    return martlet::guarded<int>(-1, error, capacity, [&]() -> arrow::Result<int> {
        ARROW_RETURN_NOT_OK(body());
        return 0;
    });
}

/// Hands a result's object to the C caller.
template <class T>
arrow::Result<T *> released(arrow::Result<std::unique_ptr<T>> result) {
    ARROW_ASSIGN_OR_RAISE(auto object, std::move(result));
    return object.release();
}

}  // namespace

extern "C" martlet_parquet_schema *martlet_parquet_schema_read(const char *path, char *error, int32_t capacity) {
    return martlet::guarded<martlet_parquet_schema *>(
        nullptr, error, capacity, [&] { return released(read_schema(path)); });
}

extern "C" int32_t martlet_parquet_schema_column_count(const martlet_parquet_schema *schema) {
    return static_cast<int32_t>(schema->names.size());
}

extern "C" const char *martlet_parquet_schema_name(const martlet_parquet_schema *schema, int32_t column) {
    return schema->names[static_cast<size_t>(column)].c_str();
}

extern "C" const char *martlet_parquet_schema_type(const martlet_parquet_schema *schema, int32_t column) {
    return schema->types[static_cast<size_t>(column)].c_str();
}

extern "C" int32_t martlet_parquet_schema_group_count(const martlet_parquet_schema *schema) {
    return static_cast<int32_t>(schema->group_rows.size());
}

extern "C" int64_t martlet_parquet_schema_group_rows(const martlet_parquet_schema *schema, int32_t group) {
    return schema->group_rows[static_cast<size_t>(group)];
}

extern "C" void martlet_parquet_schema_free(martlet_parquet_schema *schema) { delete schema; }

extern "C" martlet_arrow_table *martlet_parquet_read(
    const char *path, const char *const *columns, int32_t column_count, const int32_t *groups, int32_t group_count,
    char *error, int32_t capacity) {
    return martlet::guarded<martlet_arrow_table *>(nullptr, error, capacity, [&] {
        return released(read(path, columns, column_count, groups, group_count));
    });
}

extern "C" martlet_parquet_writer *martlet_parquet_writer_open(
    const char *path, const martlet_parquet_field *fields, int32_t field_count, int32_t level, char *error,
    int32_t capacity) {
    return martlet::guarded<martlet_parquet_writer *>(
        nullptr, error, capacity, [&] { return released(open_writer(path, fields, field_count, level)); });
}

extern "C" int martlet_parquet_writer_start_group(martlet_parquet_writer *writer, char *error, int32_t capacity) {
    return attempted(error, capacity, [&] {
        writer->in_group = true;
        return writer->writer->NewBufferedRowGroup();
    });
}

extern "C" int martlet_parquet_writer_append(
    martlet_parquet_writer *writer, const void *const *columns, int64_t rows, char *error, int32_t capacity) {
    return attempted(error, capacity, [&] { return append(*writer, columns, rows); });
}

extern "C" int martlet_parquet_writer_close(martlet_parquet_writer *writer, char *error, int32_t capacity) {
    return attempted(error, capacity, [&]() -> arrow::Status {
        ARROW_RETURN_NOT_OK(writer->writer->Close());
        return writer->file->Close();
    });
}

extern "C" void martlet_parquet_writer_free(martlet_parquet_writer *writer) {
    // Closing an abandoned writer may throw; the file is one that nobody will use.
    try {
        delete writer;
    } catch (...) {
    }
}
