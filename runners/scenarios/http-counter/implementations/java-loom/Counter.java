import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

public final class Counter {
    private static final AtomicLong COUNT = new AtomicLong();
    private static final String FOOTER = String.format("%-32s", "Java HttpServer " + version());

    /** 25.0.1, without the vendor's build. */
    private static String version() {
        return Runtime.version().version().stream()
            .map(String::valueOf)
            .collect(Collectors.joining("."));
    }

    private static String page() {
        return """
            <!DOCTYPE html>
            <html lang="en">
            <head><meta charset="utf-8"><title>Counter</title></head>
            <body>
            <h1>Counter</h1>
            <p id="count">""" + COUNT.get() + """
            </p>
            <form method="post" action="/increment"><button type="submit">Increment</button></form>
            <footer>""" + FOOTER + """
            </footer>
            </body>
            </html>
            """;
    }

    private static void answer(HttpExchange exchange, int status, String type, String body)
        throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            switch (exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath()) {
                case "GET /" -> answer(exchange, 200, "text/html", page());
                case "POST /increment" -> {
                    COUNT.incrementAndGet();
                    exchange.getResponseHeaders().set("Location", "/");
                    exchange.sendResponseHeaders(302, -1);
                }
                case "GET /sleep" -> {
                    Thread.sleep(1000);
                    answer(exchange, 200, "text/plain", "slept\n");
                }
                default -> answer(exchange, 404, "text/plain", "not found\n");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    public static void main(String[] arguments) throws IOException {
        int port = Integer.parseInt(System.getenv("PORT"));
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        HttpServer server = HttpServer.create(address, 1024);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", Counter::handle);
        server.start();
    }
}
