#pragma once
#include <stdint.h>

// The part of LightGBM's C API (4.x, include/LightGBM/c_api.h) that Martlet calls, as a table of functions.
//
// The library is opened with dlopen at its first use and not linked, for two reasons:
// - Its OpenMP runtime, libgomp, reads GOMP_SPINCOUNT once, in its own initialiser. A linked library's initialiser runs
//   before any constructor of the program, whatever its priority, and the environment set from .preinit_array is put
//   back by the C library afterwards (both tried). The constructor in open.c runs in time only for a library
//   that is opened later. Without the setting a fit slows down up to thirty times when other work shares the cores.
// - A command that needs no model starts without loading 9 MB.
//
// All functions return 0 on success; otherwise GetLastError has the text, per thread, until that thread's next call.

typedef void *LightGBMHandle;

enum {
    LIGHTGBM_FLOAT32 = 0,
    LIGHTGBM_FLOAT64 = 1,
    LIGHTGBM_PREDICT_NORMAL = 0,
    LIGHTGBM_PREDICT_CONTRIBUTIONS = 3,
    LIGHTGBM_IMPORTANCE_SPLIT = 0,
    LIGHTGBM_IMPORTANCE_GAIN = 1,
};

typedef struct {
    const char *_Nonnull (*_Nonnull GetLastError)(void);
    /// One setting for the process: no later call may run on more threads. Not to be changed while a call runs.
    int (*_Nonnull SetMaxThreads)(int threads);
    int (*_Nonnull RegisterLogCallback)(void (*_Nonnull callback)(const char *_Nonnull));
    /// Bins the matrix; the matrix is not kept. The caller frees *out with DatasetFree.
    int (*_Nonnull DatasetCreateFromMat)(
        const void *_Nonnull data, int data_type, int32_t rows, int32_t columns, int is_row_major,
        const char *_Nonnull parameters, LightGBMHandle _Nullable reference, LightGBMHandle _Nullable *_Nonnull out);
    /// Copies the binned rows with these indices (ascending). The caller frees *out with DatasetFree.
    int (*_Nonnull DatasetGetSubset)(
        LightGBMHandle _Nonnull dataset, const int32_t *_Nonnull row_indices, int32_t count,
        const char *_Nonnull parameters, LightGBMHandle _Nullable *_Nonnull out);
    int (*_Nonnull DatasetSetField)(
        LightGBMHandle _Nonnull dataset, const char *_Nonnull name, const void *_Nonnull data, int count, int type);
    int (*_Nonnull DatasetSetFeatureNames)(
        LightGBMHandle _Nonnull dataset, const char *_Nonnull *_Nonnull names, int count);
    int (*_Nonnull DatasetFree)(LightGBMHandle _Nonnull dataset);
    /// Borrows the dataset until the booster is freed. The caller frees *out with BoosterFree.
    int (*_Nonnull BoosterCreate)(
        LightGBMHandle _Nonnull train, const char *_Nonnull parameters, LightGBMHandle _Nullable *_Nonnull out);
    /// Borrows the dataset, which must have been binned by the training one (its reference), until the booster is freed.
    int (*_Nonnull BoosterAddValidData)(LightGBMHandle _Nonnull booster, LightGBMHandle _Nonnull validation);
    /// Writes the metrics on a dataset: 0 is the training one, 1 the first added.
    int (*_Nonnull BoosterGetEval)(
        LightGBMHandle _Nonnull booster, int dataset, int *_Nonnull length, double *_Nonnull out);
    int (*_Nonnull BoosterUpdateOneIter)(LightGBMHandle _Nonnull booster, int *_Nonnull is_finished);
    int (*_Nonnull BoosterGetNumFeature)(LightGBMHandle _Nonnull booster, int *_Nonnull out);
    int (*_Nonnull BoosterFeatureImportance)(
        LightGBMHandle _Nonnull booster, int iterations, int importance_type, double *_Nonnull out);
    int (*_Nonnull BoosterSaveModelToString)(
        LightGBMHandle _Nonnull booster, int start_iteration, int iterations, int importance_type, int64_t capacity,
        int64_t *_Nonnull length, char *_Nullable text);
    int (*_Nonnull BoosterLoadModelFromString)(
        const char *_Nonnull text, int *_Nonnull iterations, LightGBMHandle _Nullable *_Nonnull out);
    int (*_Nonnull BoosterPredictForMat)(
        LightGBMHandle _Nonnull booster, const void *_Nonnull data, int data_type, int32_t rows, int32_t columns,
        int is_row_major, int predict_type, int start_iteration, int iterations, const char *_Nonnull parameters,
        int64_t *_Nonnull length, double *_Nonnull out);
    /// Borrows the booster until the configuration is freed. The caller frees *out with FastConfigFree.
    int (*_Nonnull BoosterPredictForMatSingleRowFastInit)(
        LightGBMHandle _Nonnull booster, int predict_type, int start_iteration, int iterations, int data_type,
        int32_t columns, const char *_Nonnull parameters, LightGBMHandle _Nullable *_Nonnull out);
    /// Thread-safe: the configuration has a lock of its own, so callers on one configuration take turns.
    int (*_Nonnull BoosterPredictForMatSingleRowFast)(
        LightGBMHandle _Nonnull configuration, const void *_Nonnull row, int64_t *_Nonnull length,
        double *_Nonnull out);
    int (*_Nonnull FastConfigFree)(LightGBMHandle _Nonnull configuration);
    int (*_Nonnull BoosterFree)(LightGBMHandle _Nonnull booster);
} LightGBMFunctions;

/// Opens lib_lightgbm.so and fills the table. Not thread-safe: called once.
///
/// Returns NULL on success, else what failed; the text lives until the thread's next call of dlerror.
const char *_Nullable lightgbm_open(LightGBMFunctions *_Nonnull functions);
