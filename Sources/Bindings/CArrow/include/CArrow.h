#pragma once
#include <stdint.h>

// A thin C face of Arrow C++: Parquet and CSV files to and from plain columns of one element type each.
//
// Rules that hold for every function here:
// - No C++ exception leaves a function. One that can fail takes `error` and `error_capacity`, copies the text of the
//   failure into that buffer of the caller's (cut to fit, always ended by NUL), and returns NULL or a negative number.
// - A handle that a function returns belongs to the caller, who gives it back to the one `..._free` function of its
//   type, once. Pointers got out of a handle live as long as the handle.
// - Tables do not change once made: any number of threads may read one. A writer is used by one thread at a time.
// - Arguments are borrowed for the call only.
// - Reads use Arrow's own pool of threads, one a core.

#ifdef __cplusplus
extern "C" {
#endif

/// What a column holds, and how its elements lie in memory.
typedef enum {
    /// int64_t; a missing cell is INT64_MIN.
    MARTLET_ARROW_INT64 = 0,
    /// double; a missing cell is NaN.
    MARTLET_ARROW_DOUBLE = 1,
    /// int64_t nanoseconds since the epoch; a missing cell is INT64_MIN.
    MARTLET_ARROW_TIMESTAMP = 2,
    /// int32_t days since the epoch; a missing cell is INT32_MIN.
    MARTLET_ARROW_DATE = 3,
    /// int32_t indices into the column's dictionary of texts; a missing cell is -1.
    MARTLET_ARROW_TEXT = 4,
    /// uint8_t 0 or 1; a missing cell is 255.
    MARTLET_ARROW_BOOL = 5
} martlet_arrow_kind;

/// A column of a table, for looking at.
typedef struct {
    const char *name;
    martlet_arrow_kind kind;
    /// For timestamps: whether the source names a time zone (the values are then UTC).
    int32_t zoned;
    int64_t missing;
    /// As many elements as the table has rows, in the kind's type.
    const void *values;
    /// For texts: the number of texts in the dictionary.
    int64_t dictionary_count;
} martlet_arrow_column;

typedef struct martlet_arrow_table martlet_arrow_table;

int64_t martlet_arrow_table_rows(const martlet_arrow_table *table);
int32_t martlet_arrow_table_column_count(const martlet_arrow_table *table);
martlet_arrow_column martlet_arrow_table_column(const martlet_arrow_table *table, int32_t column);
/// A text of a column's dictionary: not ended by NUL, `length` bytes long.
const char *martlet_arrow_table_text(const martlet_arrow_table *table, int32_t column, int64_t index, int64_t *length);
void martlet_arrow_table_free(martlet_arrow_table *table);

/// What a Parquet file says about itself, read from its footer alone.
typedef struct martlet_parquet_schema martlet_parquet_schema;

martlet_parquet_schema *martlet_parquet_schema_read(const char *path, char *error, int32_t error_capacity);
int32_t martlet_parquet_schema_column_count(const martlet_parquet_schema *schema);
const char *martlet_parquet_schema_name(const martlet_parquet_schema *schema, int32_t column);
/// The column's type in Arrow's words, such as `timestamp[us]`.
const char *martlet_parquet_schema_type(const martlet_parquet_schema *schema, int32_t column);
int32_t martlet_parquet_schema_group_count(const martlet_parquet_schema *schema);
int64_t martlet_parquet_schema_group_rows(const martlet_parquet_schema *schema, int32_t group);
void martlet_parquet_schema_free(martlet_parquet_schema *schema);

/// Reads columns (all when `column_count` is negative) of row groups (all when `group_count` is negative).
/// A file packed as a whole by gzip or zstd is unpacked in memory first.
martlet_arrow_table *martlet_parquet_read(
    const char *path, const char *const *columns, int32_t column_count, const int32_t *groups, int32_t group_count,
    char *error, int32_t error_capacity);

/// A column of a Parquet file to be written.
typedef struct {
    const char *name;
    martlet_arrow_kind kind;
    int32_t zoned;
    /// For texts: the dictionary that the indices point into, each text ended by NUL.
    const char *const *dictionary;
    int64_t dictionary_count;
} martlet_parquet_field;

typedef struct martlet_parquet_writer martlet_parquet_writer;

/// Starts a Parquet file, packed by zstd at `level`, or, where `level` is 0, by lz4 and without statistics of numbers. An
/// existing file is overwritten.
martlet_parquet_writer *martlet_parquet_writer_open(
    const char *path, const martlet_parquet_field *fields, int32_t field_count, int32_t level, char *error,
    int32_t error_capacity);
/// Starts the next row group; there is one before the first append.
int martlet_parquet_writer_start_group(martlet_parquet_writer *writer, char *error, int32_t error_capacity);
/// Adds rows to the current row group: one pointer per field to `rows` elements of its kind, missing cells as in tables.
int martlet_parquet_writer_append(
    martlet_parquet_writer *writer, const void *const *columns, int64_t rows, char *error, int32_t error_capacity);
/// Writes the footer and closes the file; the file is no Parquet file before.
int martlet_parquet_writer_close(martlet_parquet_writer *writer, char *error, int32_t error_capacity);
void martlet_parquet_writer_free(martlet_parquet_writer *writer);

/// The first bytes of a text file, unpacked when it is gzip or zstd; the count read, negative on failure.
int64_t martlet_text_head(
    const char *path, char *buffer, int64_t capacity, char *error, int32_t error_capacity);

/// A column of a CSV file to be read.
typedef struct {
    const char *name;
    /// The kind to read it as; a negative number has it inferred.
    int32_t kind;
} martlet_csv_column;

/// Reads the named columns of a CSV file with a header line, unpacked when it is gzip or zstd.
///
/// A failure's text names the row (the header is row 1) and the column.
martlet_arrow_table *martlet_csv_read(
    const char *path, const martlet_csv_column *columns, int32_t column_count, char delimiter, char decimal_point,
    char *error, int32_t error_capacity);

/// The version of Arrow that is loaded.
const char *martlet_arrow_version(void);

#ifdef __cplusplus
}
#endif
