#include "CLightGBM.h"

#include <dlfcn.h>
#include <stdlib.h>

// Spin a thousand rounds, then sleep: as quick as the default on quiet cores and many times quicker on shared ones.
// Runs before main, while the process has one thread; a value the user has set stays.
__attribute__((constructor)) static void limit_spinning(void) { setenv("GOMP_SPINCOUNT", "1000", 0); }

const char *lightgbm_open(LightGBMFunctions *functions) {
    void *library = dlopen("lib_lightgbm.so", RTLD_NOW | RTLD_LOCAL);
    if (!library) return dlerror();
#define FIND(name)                                                     \
    *(void **)(&functions->name) = dlsym(library, "LGBM_" #name);      \
    if (!functions->name) return dlerror();
    FIND(GetLastError)
    FIND(SetMaxThreads)
    FIND(RegisterLogCallback)
    FIND(DatasetCreateFromMat)
    FIND(DatasetGetSubset)
    FIND(DatasetSetField)
    FIND(DatasetSetFeatureNames)
    FIND(DatasetFree)
    FIND(BoosterCreate)
    FIND(BoosterAddValidData)
    FIND(BoosterGetEval)
    FIND(BoosterUpdateOneIter)
    FIND(BoosterGetNumFeature)
    FIND(BoosterFeatureImportance)
    FIND(BoosterSaveModelToString)
    FIND(BoosterLoadModelFromString)
    FIND(BoosterPredictForMat)
    FIND(BoosterPredictForMatSingleRowFastInit)
    FIND(BoosterPredictForMatSingleRowFast)
    FIND(FastConfigFree)
    FIND(BoosterFree)
#undef FIND
    return NULL;
}
