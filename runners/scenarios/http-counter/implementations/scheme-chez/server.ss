;; The counter: one event loop in one thread, so no lock.
(import (chezscheme) (system) (http))

(define name
  ;; "Chez Scheme Version 9.5.8"
  (let* ([words (scheme-version)] [length (string-length words)])
    (let loop ([i (fx- length 1)])
      (if (char=? (string-ref words i) #\space)
          (string-append "Chez Scheme " (substring words (fx+ i 1) length))
          (loop (fx- i 1))))))

(define footer (format "~32a" name))

(define page-start (string->utf8 "<!DOCTYPE html>
<html lang=\"en\">
<head><meta charset=\"utf-8\"><title>Counter</title></head>
<body>
<h1>Counter</h1>
<p id=\"count\">"))

(define page-end (string->utf8 (string-append "</p>
<form method=\"post\" action=\"/increment\"><button type=\"submit\">Increment</button></form>
<footer>" footer "</footer>
</body>
</html>
")))

(define html (string->utf8 "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"))
(define plain (string->utf8 "HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=utf-8\r\n"))
(define found (string->utf8 "HTTP/1.1 302 Found\r\nLocation: /\r\n"))
(define absent (string->utf8 "HTTP/1.1 404 Not Found\r\nContent-Type: text/plain; charset=utf-8\r\n"))
(define bad (string->utf8 "HTTP/1.1 400 Bad Request\r\nConnection: close\r\n"))

(define get-page (string->utf8 "GET /"))
(define post-increment (string->utf8 "POST /increment"))
(define get-sleep (string->utf8 "GET /sleep"))

(define slept (string->utf8 "slept\n"))
(define not-found (string->utf8 "not found\n"))
(define nothing (bytevector))

(define count 0)
(define epoll (epoll-create))

;; Bytes 0 .. filled of input are requests not yet answered; output is what the socket would not take yet.
(define-record-type connection
  (fields descriptor (mutable input) (mutable filled) (mutable output) (mutable asleep?) (mutable closes?)
    (mutable open?)))

(define connections (make-eqv-hashtable))

;; Connections in /sleep with the time to wake each, soonest first: all sleep equally long.
(define sleepers '())
(define last-sleeper #f)

(define (milliseconds)
  (let ([now (current-time 'time-monotonic)])
    (+ (* (time-second now) 1000) (quotient (time-nanosecond now) 1000000))))

(define (sleep! connection)
  (let ([entry (list (cons (+ (milliseconds) 1000) connection))])
    (connection-asleep?-set! connection #t)
    (if (null? sleepers) (set! sleepers entry) (set-cdr! last-sleeper entry))
    (set! last-sleeper entry)))

;; Milliseconds until the next sleeper wakes; -1 where none sleeps.
(define (patience)
  (if (null? sleepers) -1 (max 0 (- (caar sleepers) (milliseconds)))))

(define (wake-sleepers!)
  (unless (or (null? sleepers) (> (patience) 0))
    (let ([connection (cdar sleepers)])
      (set! sleepers (cdr sleepers))
      (when (connection-open? connection)
        (connection-asleep?-set! connection #f)
        (answer! connection (list (make-answer plain slept))))
      (wake-sleepers!))))

(define (close! connection)
  (connection-open?-set! connection #f)
  (hashtable-delete! connections (connection-descriptor connection))
  (close-descriptor (connection-descriptor connection)))

;; The answer to a request; #f where it comes later.
(define (respond connection request)
  (cond
    [(request-is? request get-page)
     (make-answer html (bytes-append page-start (string->utf8 (number->string count)) page-end))]
    [(request-is? request post-increment)
     (set! count (+ count 1))
     (make-answer found nothing)]
    [(request-is? request get-sleep) (sleep! connection) #f]
    [else (make-answer absent not-found)]))

;; Answers all requests that have arrived whole, after the answers given (the latest first), with one send.
(define (answer! connection answers)
  (let loop ([at 0] [answers answers])
    (let ([request (and (not (connection-asleep? connection))
                        (not (connection-closes? connection))
                        (parse-request (connection-input connection) at (connection-filled connection)))])
      (cond
        [(not request)
         (drop-input! connection at)
         (unless (null? answers)
           (send! connection (if (null? (cdr answers)) (car answers) (apply bytes-append (reverse answers)))))]
        [(eq? request 'bad)
         (connection-closes?-set! connection #t)
         (loop at (cons (make-answer bad nothing) answers))]
        [else
         (when (request-closes? request) (connection-closes?-set! connection #t))
         (let ([answer (respond connection request)])
           (loop (request-end request) (if answer (cons answer answers) answers)))]))))

(define (drop-input! connection length)
  (when (fx> length 0)
    (let ([rest (fx- (connection-filled connection) length)] [input (connection-input connection)])
      (bytevector-copy! input length input 0 rest)
      (connection-filled-set! connection rest))))

(define (send! connection bytes)
  (let ([sent (send-bytes (connection-descriptor connection) bytes)] [length (bytevector-length bytes)])
    (cond
      [(eq? sent 'broken) (close! connection)]
      [(eqv? sent length)
       (when (and (connection-closes? connection) (not (connection-asleep? connection)))
         (close! connection))]
      [else
       (let* ([sent (or sent 0)] [rest (make-bytevector (fx- length sent))])
         (bytevector-copy! bytes sent rest 0 (fx- length sent))
         (connection-output-set! connection rest)
         (epoll-modify! epoll (connection-descriptor connection) writable))])))

;; Sends what was left over; nothing is read meanwhile.
(define (flush! connection)
  (let ([output (connection-output connection)])
    (connection-output-set! connection #f)
    (epoll-modify! epoll (connection-descriptor connection) readable)
    (answer! connection (list output))))

(define received (make-bytevector 16384))

(define (receive-requests! connection)
  (let ([length (receive! (connection-descriptor connection) received)])
    (cond
      [(not length) (void)]
      ;; A client that pipelines more than this behind a /sleep is left.
      [(or (eqv? length 0) (eq? length 'broken) (fx> (connection-filled connection) 131072))
       (close! connection)]
      [else
       (append-input! connection length)
       (answer! connection '())])))

(define (append-input! connection length)
  (let* ([filled (connection-filled connection)] [needed (fx+ filled length)] [input (connection-input connection)])
    (when (fx> needed (bytevector-length input))
      (let ([larger (make-bytevector (fx* 2 needed))])
        (bytevector-copy! input 0 larger 0 filled)
        (connection-input-set! connection larger)))
    (bytevector-copy! received 0 (connection-input connection) filled length)
    (connection-filled-set! connection needed)))

(define (accept-all! listener)
  (let ([descriptor (accept-connection listener)])
    (when descriptor
      (hashtable-set! connections descriptor
        (make-connection descriptor (make-bytevector 1024) 0 #f #f #f #t))
      (epoll-add! epoll descriptor readable)
      (accept-all! listener))))

(define (run port)
  (let ([listener (listen-on port 1024)])
    (define (handle descriptor)
      (if (fx= descriptor listener)
          (accept-all! listener)
          (let ([connection (hashtable-ref connections descriptor #f)])
            (cond
              [(not connection) (void)]
              [(connection-output connection) (flush! connection)]
              [else (receive-requests! connection)]))))
    (epoll-add! epoll listener readable)
    (let loop ()
      (epoll-wait! epoll (patience)
        (lambda (descriptor)
          (refresh-date!)
          (handle descriptor)))
      (refresh-date!)
      (wake-sleepers!)
      (loop))))

(let ([port (getenv "PORT")])
  (cond
    [(member "--version" (command-line)) (printf "~a\n" name)]
    [port (run (string->number port))]
    [else (errorf 'server "PORT is not set")]))
