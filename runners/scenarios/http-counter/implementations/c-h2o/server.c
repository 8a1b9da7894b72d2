#include <arpa/inet.h>
#include <inttypes.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include <h2o.h>

static const char *const page =
    "<!DOCTYPE html>\n"
    "<html lang=\"en\">\n"
    "<head><meta charset=\"utf-8\"><title>Counter</title></head>\n"
    "<body>\n"
    "<h1>Counter</h1>\n"
    "<p id=\"count\">%" PRIu64 "</p>\n"
    "<form method=\"post\" action=\"/increment\"><button type=\"submit\">Increment</button></form>\n"
    "<footer>%-32s</footer>\n"
    "</body>\n"
    "</html>\n";
static const char *const footer = "h2o " H2O_VERSION;

/* One event loop in one thread: no lock. */
static uint64_t count;

static h2o_globalconf_t config;
static h2o_context_t context;
static h2o_accept_ctx_t accept_context;
static h2o_timeout_t one_second;

/* libh2o writes the Date header, and a Connection header that it cannot be talked out of. */
static void answer(h2o_req_t *request, int status, const char *reason, const h2o_token_t *header,
                   h2o_iovec_t value, const char *body, size_t length) {
    request->res.status = status;
    request->res.reason = reason;
    /* Unset, the body would be chunked. */
    request->res.content_length = length;
    h2o_add_header(&request->pool, &request->res.headers, header, NULL, value.base, value.len);
    h2o_send_inline(request, body, length);
}

static void answer_text(h2o_req_t *request, int status, const char *reason, const char *body) {
    h2o_iovec_t type = h2o_iovec_init(H2O_STRLIT("text/plain; charset=utf-8"));
    answer(request, status, reason, H2O_TOKEN_CONTENT_TYPE, type, body, strlen(body));
}

static void answer_page(h2o_req_t *request) {
    char body[1024];
    int length = snprintf(body, sizeof body, page, count, footer);
    h2o_iovec_t type = h2o_iovec_init(H2O_STRLIT("text/html; charset=utf-8"));
    answer(request, 200, "OK", H2O_TOKEN_CONTENT_TYPE, type, body, (size_t)length);
}

static void answer_increment(h2o_req_t *request) {
    count += 1;
    answer(request, 302, "Found", H2O_TOKEN_LOCATION, h2o_iovec_init(H2O_STRLIT("/")), "", 0);
}

struct sleeper {
    h2o_timeout_entry_t timer;
    h2o_req_t *request;
};

static void wake(h2o_timeout_entry_t *timer) {
    struct sleeper *sleeper = H2O_STRUCT_FROM_MEMBER(struct sleeper, timer, timer);
    answer_text(sleeper->request, 200, "OK", "slept\n");
}

/* The client may leave first; the timer must not outlive the request. */
static void stop_sleeping(void *sleeper) {
    h2o_timeout_unlink(&((struct sleeper *)sleeper)->timer);
}

static void answer_later(h2o_req_t *request) {
    struct sleeper *sleeper = h2o_mem_alloc_shared(&request->pool, sizeof *sleeper, stop_sleeping);
    *sleeper = (struct sleeper){.timer = {.cb = wake}, .request = request};
    h2o_timeout_link(context.loop, &one_second, &sleeper->timer);
}

static int is_route(h2o_req_t *request, const char *method, const char *path) {
    return h2o_memis(request->method.base, request->method.len, method, strlen(method)) &&
           h2o_memis(request->path.base, request->path.len, path, strlen(path));
}

static int on_request(h2o_handler_t *self, h2o_req_t *request) {
    if (is_route(request, "GET", "/"))
        answer_page(request);
    else if (is_route(request, "POST", "/increment"))
        answer_increment(request);
    else if (is_route(request, "GET", "/sleep"))
        answer_later(request);
    else
        answer_text(request, 404, "Not Found", "not found\n");
    return 0;
}

static void on_accept(h2o_socket_t *listener, const char *error) {
    h2o_socket_t *connection;
    if (error == NULL && (connection = h2o_evloop_socket_accept(listener)) != NULL)
        h2o_accept(&accept_context, connection);
}

static int listen_on(uint16_t port) {
    struct sockaddr_in address = {
        .sin_family = AF_INET,
        .sin_port = htons(port),
        .sin_addr = {htonl(INADDR_LOOPBACK)},
    };
    int descriptor = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), yes = 1;
    if (descriptor == -1 || setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes) != 0 ||
        bind(descriptor, (struct sockaddr *)&address, sizeof address) != 0 ||
        listen(descriptor, 1024) != 0) {
        perror("cannot listen");
        exit(1);
    }
    return descriptor;
}

int main(int argc, char **argv) {
    if (argc == 2 && strcmp(argv[1], "--version") == 0) {
        puts(footer);
        return 0;
    }
    const char *port = getenv("PORT");
    if (port == NULL) {
        fputs("PORT is not set\n", stderr);
        return 1;
    }
    signal(SIGPIPE, SIG_IGN);

    h2o_config_init(&config);
    config.server_name = h2o_iovec_init(NULL, 0);
    h2o_iovec_t any_host = h2o_iovec_init(H2O_STRLIT("default"));
    h2o_hostconf_t *host = h2o_config_register_host(&config, any_host, 65535);
    h2o_pathconf_t *root = h2o_config_register_path(host, "/", 0);
    h2o_create_handler(root, sizeof(h2o_handler_t))->on_req = on_request;

    h2o_context_init(&context, h2o_evloop_create(), &config);
    h2o_timeout_init(context.loop, &one_second, 1000);
    accept_context = (h2o_accept_ctx_t){.ctx = &context, .hosts = config.hosts};

    int descriptor = listen_on((uint16_t)atoi(port));
    h2o_socket_t *listener =
        h2o_evloop_socket_create(context.loop, descriptor, H2O_SOCKET_FLAG_DONT_READ);
    h2o_socket_read_start(listener, on_accept);
    while (h2o_evloop_run(context.loop, INT32_MAX) == 0)
        ;
    return 1;
}
