#include "CCurl.h"

#include <curl/curl.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

struct martlet_http_response {
    long status;
    uint8_t *body;
    int64_t length;
    int64_t capacity;
    int64_t length_max;
    char *retry_after;
};

static pthread_once_t once = PTHREAD_ONCE_INIT;

static void start(void) { curl_global_init(CURL_GLOBAL_DEFAULT); }

static void report(const char *text, char *error, int32_t capacity) {
    if (error == NULL || capacity <= 0) return;
    strncpy(error, text, (size_t)capacity - 1);
    error[capacity - 1] = 0;
}

static size_t take_body(char *bytes, size_t size, size_t count, void *context) {
    martlet_http_response *response = context;
    const int64_t added = (int64_t)(size * count);
    if (response->length + added > response->length_max) return 0;
    if (response->length + added > response->capacity) {
        int64_t capacity = response->capacity == 0 ? 65536 : response->capacity;
        while (capacity < response->length + added) capacity *= 2;
        uint8_t *grown = realloc(response->body, (size_t)capacity);
        if (grown == NULL) return 0;
        response->body = grown;
        response->capacity = capacity;
    }
    memcpy(response->body + response->length, bytes, (size_t)added);
    response->length += added;
    return size * count;
}

static size_t take_header(char *bytes, size_t size, size_t count, void *context) {
    static const char name[] = "retry-after:";
    martlet_http_response *response = context;
    size_t length = size * count;
    if (length > 5 && strncasecmp(bytes, "HTTP/", 5) == 0) {
        // A new answer: what a redirection said is of no interest.
        free(response->retry_after);
        response->retry_after = NULL;
    }
    if (length < sizeof name - 1 || strncasecmp(bytes, name, sizeof name - 1) != 0) return length;
    const char *value = bytes + sizeof name - 1;
    size_t left = length - (sizeof name - 1);
    while (left > 0 && (*value == ' ' || *value == '\t')) value++, left--;
    while (left > 0 && (value[left - 1] == '\r' || value[left - 1] == '\n' || value[left - 1] == ' ')) left--;
    free(response->retry_after);
    response->retry_after = strndup(value, left);
    return length;
}

static CURLcode configure(
    CURL *curl, const martlet_http_request *request, struct curl_slist *headers, martlet_http_response *response,
    char *reason) {
    curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, reason);
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 1L);
    curl_easy_setopt(curl, CURLOPT_MAXREDIRS, 5L);
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl, CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl, CURLOPT_ACCEPT_ENCODING, "");
    curl_easy_setopt(curl, CURLOPT_USERAGENT, request->user_agent);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, (long)request->timeout_milliseconds);
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take_body);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, response);
    curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, take_header);
    curl_easy_setopt(curl, CURLOPT_HEADERDATA, response);
    return curl_easy_setopt(curl, CURLOPT_URL, request->url);
}

martlet_http_response *martlet_http_get(const martlet_http_request *request, char *error, int32_t capacity) {
    pthread_once(&once, start);
    char reason[CURL_ERROR_SIZE] = "";
    CURL *curl = curl_easy_init();
    martlet_http_response *response = calloc(1, sizeof *response);
    if (curl == NULL || response == NULL) {
        report("out of memory", error, capacity);
        if (curl != NULL) curl_easy_cleanup(curl);
        free(response);
        return NULL;
    }
    response->length_max = request->body_bytes_max;
    struct curl_slist *headers = NULL;
    for (int32_t index = 0; index < request->header_count; index++) {
        struct curl_slist *longer = curl_slist_append(headers, request->headers[index]);
        if (longer != NULL) headers = longer;
    }
    CURLcode code = configure(curl, request, headers, response, reason);
    if (code == CURLE_OK) code = curl_easy_perform(curl);
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &response->status);
    curl_easy_cleanup(curl);
    curl_slist_free_all(headers);
    if (code == CURLE_OK) return response;
    const int too_long = code == CURLE_WRITE_ERROR;
    report(too_long ? "the answer is too long" : reason[0] ? reason : curl_easy_strerror(code), error, capacity);
    martlet_http_response_free(response);
    return NULL;
}

int32_t martlet_http_response_status(const martlet_http_response *response) { return (int32_t)response->status; }

const uint8_t *martlet_http_response_body(const martlet_http_response *response, int64_t *length) {
    *length = response->length;
    return response->body;
}

const char *martlet_http_response_retry_after(const martlet_http_response *response) { return response->retry_after; }

void martlet_http_response_free(martlet_http_response *response) {
    if (response == NULL) return;
    free(response->body);
    free(response->retry_after);
    free(response);
}
