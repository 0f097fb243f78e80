#include <arrow/csv/api.h>

#include "Support.hpp"

namespace {

std::shared_ptr<arrow::DataType> type_for(int32_t kind) {
    switch (kind) {
        case MARTLET_ARROW_INT64: return arrow::int64();
        case MARTLET_ARROW_DOUBLE: return arrow::float64();
        case MARTLET_ARROW_TIMESTAMP: return arrow::timestamp(arrow::TimeUnit::NANO);
        case MARTLET_ARROW_DATE: return arrow::date32();
        case MARTLET_ARROW_BOOL: return arrow::boolean();
        default: return arrow::dictionary(arrow::int32(), arrow::utf8());
    }
}

struct Request {
    const char *path;
    const martlet_csv_column *columns;
    int32_t column_count;
    char delimiter;
    char decimal_point;
};

arrow::Result<std::shared_ptr<arrow::Table>> read_once(const Request &request, bool use_threads) {
    ARROW_ASSIGN_OR_RAISE(auto stream, martlet::open_stream(request.path));
    auto reading = arrow::csv::ReadOptions::Defaults();
    reading.use_threads = use_threads;
    auto parsing = arrow::csv::ParseOptions::Defaults();
    parsing.delimiter = request.delimiter;
    auto converting = arrow::csv::ConvertOptions::Defaults();
    converting.decimal_point = request.decimal_point;
    converting.auto_dict_encode = true;
    converting.auto_dict_max_cardinality = std::numeric_limits<int32_t>::max();
    for (const char *mark : {"-", "--", "None", "none", "nil"}) converting.null_values.emplace_back(mark);
    for (int32_t index = 0; index < request.column_count; index++) {
        const auto &column = request.columns[index];
        converting.include_columns.emplace_back(column.name);
        if (column.kind >= 0) converting.column_types[column.name] = type_for(column.kind);
    }
    ARROW_ASSIGN_OR_RAISE(
        auto reader,
        arrow::csv::TableReader::Make(arrow::io::default_io_context(), stream, reading, parsing, converting));
    return reader->Read();
}

arrow::Result<martlet_arrow_table *> read(const Request &request) {
    auto table = read_once(request, true);
    // Only the serial reader counts rows, and so can say which one is wrong.
    if (!table.ok()) table = read_once(request, false);
    ARROW_RETURN_NOT_OK(table.status());
    ARROW_ASSIGN_OR_RAISE(auto result, martlet::plain(std::move(table).ValueOrDie()));
    return result.release();
}

}  // namespace

extern "C" martlet_arrow_table *martlet_csv_read(
    const char *path, const martlet_csv_column *columns, int32_t column_count, char delimiter, char decimal_point,
    char *error, int32_t capacity) {
    const Request request{path, columns, column_count, delimiter, decimal_point};
    return martlet::guarded<martlet_arrow_table *>(nullptr, error, capacity, [&] { return read(request); });
}
