#lang racket/base
(require net/url-structs
         racket/match
         racket/format
         web-server/http
         web-server/http/response
         web-server/private/connection-manager
         web-server/safety-limits
         web-server/web-server)

(define name (format "Racket ~a" (version)))
(define footer (~a name #:min-width 32))

;; Each connection has a Racket thread of its own, so the count needs an atomic increment.
(define count (box 0))

(define (increment!)
  (define before (unbox count))
  (unless (box-cas! count before (add1 before))
    (increment!)))

(define (page)
  (string->bytes/utf-8
   (format #<<HTML
<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>Counter</title></head>
<body>
<h1>Counter</h1>
<p id="count">~a</p>
<form method="post" action="/increment"><button type="submit">Increment</button></form>
<footer>~a</footer>
</body>
</html>

HTML
           (unbox count) footer)))

(define days #("Sun" "Mon" "Tue" "Wed" "Thu" "Fri" "Sat"))
(define months #("Jan" "Feb" "Mar" "Apr" "May" "Jun" "Jul" "Aug" "Sep" "Oct" "Nov" "Dec"))

(define (http-date)
  (define now (seconds->date (current-seconds) #f))
  (define (two number) (format (if (< number 10) "0~a" "~a") number))
  (string->bytes/latin-1
   (format "~a, ~a ~a ~a ~a:~a:~a GMT"
           (vector-ref days (date-week-day now))
           (two (date-day now))
           (vector-ref months (sub1 (date-month now)))
           (date-year now)
           (two (date-hour now))
           (two (date-minute now))
           (two (date-second now)))))

;; The library's output-response adds Server and Last-Modified to each answer and has no way to leave them off, so this
;; writes what it writes without them.
(define (answer connection status body . fields)
  (define out (connection-o-port connection))
  (write-string (format "HTTP/1.1 ~a\r\n" status) out)
  (print-headers
   out
   (append (list (header #"Content-Length" (string->bytes/latin-1 (number->string (bytes-length body))))
                 (header #"Date" (http-date)))
           (if (connection-close? connection) (list (header #"Connection" #"close")) '())
           fields))
  (write-bytes body out)
  (flush-output out))

(define html (header #"Content-Type" #"text/html; charset=utf-8"))
(define plain (header #"Content-Type" #"text/plain; charset=utf-8"))

(define (dispatch connection request)
  (match (cons (request-method request) (request-path request))
    ['(#"GET" . "/") (answer connection "200 OK" (page) html)]
    ['(#"POST" . "/increment")
     (increment!)
     (answer connection "302 Found" #"" (header #"Location" #"/"))]
    ['(#"GET" . "/sleep")
     (sleep 1)
     (answer connection "200 OK" #"slept\n" plain)]
    [_ (answer connection "404 Not Found" #"not found\n" plain)]))

;; "/a/b" of the target's path.
(define (request-path request)
  (apply string-append
         (for/list ([segment (in-list (url-path (request-uri request)))])
           (format "/~a" (path/param-path segment)))))

(module+ main
  (match (current-command-line-arguments)
    [(vector "--version") (displayln name)]
    [_
     (serve #:dispatch dispatch
            #:listen-ip "127.0.0.1"
            #:port (string->number (getenv "PORT"))
            #:safety-limits (make-safety-limits #:max-waiting 1024))
     (sync never-evt)]))
