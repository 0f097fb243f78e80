#pragma once
#include <stdint.h>

// The part of XGBoost's C API (3.x, include/xgboost/c_api.h) that Martlet calls, as a table of functions.
//
// The library is opened with dlopen at its first use and not linked: a command that needs no XGBoost model starts without
// loading 17 MB, and a missing library is an error like any other. Its OpenMP runtime is the one that LightGBM uses too,
// whose spinning the constructor in CLightGBM/open.c limits.
//
// All functions return 0 on success; otherwise XGBGetLastError has the text, per thread, until that thread's next call.
// "Array interface" is NumPy's, as JSON: address, shape, type of a borrowed array.

typedef void *XGBoostHandle;

typedef struct {
    const char *_Nonnull (*_Nonnull XGBGetLastError)(void);
    /// Per thread.
    int (*_Nonnull XGBRegisterLogCallback)(void (*_Nonnull callback)(const char *_Nonnull));
    /// Copies the row-major matrix of an array interface. The caller frees *out with XGDMatrixFree.
    int (*_Nonnull XGDMatrixCreateFromDense)(
        const char *_Nonnull array_interface, const char *_Nonnull configuration, XGBoostHandle _Nullable *_Nonnull out);
    /// Copies labels or weights of an array interface.
    int (*_Nonnull XGDMatrixSetInfoFromInterface)(
        XGBoostHandle _Nonnull matrix, const char *_Nonnull field, const char *_Nonnull array_interface);
    int (*_Nonnull XGDMatrixSetStrFeatureInfo)(
        XGBoostHandle _Nonnull matrix, const char *_Nonnull field, const char *_Nonnull *_Nonnull values, uint64_t count);
    int (*_Nonnull XGDMatrixFree)(XGBoostHandle _Nonnull matrix);
    /// Keeps the matrices alive while it lives. The caller frees *out with XGBoosterFree.
    int (*_Nonnull XGBoosterCreate)(
        const XGBoostHandle _Nullable *_Nullable matrices, uint64_t count, XGBoostHandle _Nullable *_Nonnull out);
    int (*_Nonnull XGBoosterSetParam)(
        XGBoostHandle _Nonnull booster, const char *_Nonnull name, const char *_Nonnull value);
    int (*_Nonnull XGBoosterSetStrFeatureInfo)(
        XGBoostHandle _Nonnull booster, const char *_Nonnull field, const char *_Nonnull *_Nonnull values, uint64_t count);
    int (*_Nonnull XGBoosterUpdateOneIter)(XGBoostHandle _Nonnull booster, int iteration, XGBoostHandle _Nonnull train);
    /// *out is text that the booster owns, until the thread's next call of it.
    int (*_Nonnull XGBoosterEvalOneIter)(
        XGBoostHandle _Nonnull booster, int iteration, XGBoostHandle _Nullable *_Nonnull matrices,
        const char *_Nullable *_Nonnull names, uint64_t count, const char *_Nullable *_Nonnull out);
    /// Copies the rounds from begin to end. The caller frees *out with XGBoosterFree.
    int (*_Nonnull XGBoosterSlice)(
        XGBoostHandle _Nonnull booster, int begin, int end, int step, XGBoostHandle _Nullable *_Nonnull out);
    /// *out is memory that the booster owns, until the thread's next call of it.
    int (*_Nonnull XGBoosterSaveModelToBuffer)(
        XGBoostHandle _Nonnull booster, const char *_Nonnull configuration, uint64_t *_Nonnull length,
        const char *_Nullable *_Nonnull out);
    int (*_Nonnull XGBoosterFree)(XGBoostHandle _Nonnull booster);
} XGBoostFunctions;

/// Opens libxgboost.so and fills the table. Not thread-safe: called once.
///
/// Returns NULL on success, else what failed; the text lives until the thread's next call of dlerror.
const char *_Nullable xgboost_open(XGBoostFunctions *_Nonnull functions);
