import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

public final class Counter {
    private static final DateTimeFormatter HTTP_DATE =
        DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US);

    private static final String NAME =
        "Vert.x " + Vertx.class.getPackage().getImplementationVersion();
    private static final String FOOTER = String.format("%-32s", NAME);

    private final Vertx vertx;
    /** One event loop in one thread: no lock. */
    private long count;
    /** Vert.x sends no Date by itself; it is formatted once a second, as other servers do. */
    private CharSequence date = now();

    private Counter(Vertx vertx) {
        this.vertx = vertx;
    }

    private static CharSequence now() {
        return HttpHeaders.createOptimized(HTTP_DATE.format(ZonedDateTime.now(ZoneOffset.UTC)));
    }

    private String page() {
        return """
            <!DOCTYPE html>
            <html lang="en">
            <head><meta charset="utf-8"><title>Counter</title></head>
            <body>
            <h1>Counter</h1>
            <p id="count">""" + count + """
            </p>
            <form method="post" action="/increment"><button type="submit">Increment</button></form>
            <footer>""" + FOOTER + """
            </footer>
            </body>
            </html>
            """;
    }

    private void answer(HttpServerRequest request, int status, String type, String body) {
        HttpServerResponse response = request.response();
        response.setStatusCode(status).headers()
            .set(HttpHeaders.CONTENT_TYPE, type)
            .set(HttpHeaders.DATE, date);
        response.end(Buffer.buffer(body));
    }

    private void answerText(HttpServerRequest request, int status, String body) {
        answer(request, status, "text/plain; charset=utf-8", body);
    }

    private void handle(HttpServerRequest request) {
        switch (request.method().name() + " " + request.path()) {
            case "GET /" -> answer(request, 200, "text/html; charset=utf-8", page());
            case "POST /increment" -> {
                count += 1;
                request.response().setStatusCode(302).putHeader(HttpHeaders.LOCATION, "/")
                    .putHeader(HttpHeaders.DATE, date).end();
            }
            case "GET /sleep" -> vertx.setTimer(1000, timer -> answerText(request, 200, "slept\n"));
            default -> answerText(request, 404, "not found\n");
        }
    }

    private void listen(int port) {
        vertx.setPeriodic(1000, timer -> date = now());
        vertx.createHttpServer(new HttpServerOptions().setAcceptBacklog(1024))
            .requestHandler(this::handle)
            .listen(port, "127.0.0.1")
            .onFailure(error -> {
                System.err.println("cannot listen: " + error.getMessage());
                System.exit(1);
            });
    }

    public static void main(String[] arguments) {
        if (arguments.length == 1 && arguments[0].equals("--version")) {
            System.out.println(NAME);
            return;
        }
        int port = Integer.parseInt(System.getenv("PORT"));
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        // On the event loop, like all that follows.
        vertx.runOnContext(start -> new Counter(vertx).listen(port));
    }
}
