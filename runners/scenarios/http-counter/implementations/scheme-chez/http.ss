;; HTTP/1.1 in bytevectors: finds the requests in what has arrived, and makes answers.
(library (http)
  (export parse-request request-end request-closes? request-is? bytes-append make-answer refresh-date!)
  (import (chezscheme))

  (define most-head-bytes 16384)
  (define most-body-bytes 65536)

  ;; The request line's method and target lie in bytes start .. line-end; the next request begins at end.
  (define-record-type request (fields bytes start line-end end closes?))

  (define version (string->utf8 " HTTP/1.1"))
  (define content-length (string->utf8 "content-length"))
  (define connection (string->utf8 "connection"))
  (define transfer-encoding (string->utf8 "transfer-encoding"))
  (define close (string->utf8 "close"))

  (define (lower byte) (if (fx<= 65 byte 90) (fx+ byte 32) byte))

  ;; Whether bytes start .. end are the expected ones, which are in lower case; case is ignored.
  (define (same-word? bytes start end expected)
    (and (fx= (fx- end start) (bytevector-length expected))
         (let loop ([i start] [j 0])
           (or (fx= i end)
               (and (fx= (lower (bytevector-u8-ref bytes i)) (bytevector-u8-ref expected j))
                    (loop (fx+ i 1) (fx+ j 1)))))))

  (define (same-bytes? bytes start end expected)
    (and (fx= (fx- end start) (bytevector-length expected))
         (let loop ([i start] [j 0])
           (or (fx= i end)
               (and (fx= (bytevector-u8-ref bytes i) (bytevector-u8-ref expected j))
                    (loop (fx+ i 1) (fx+ j 1)))))))

  ;; Where the line that begins at start ends with CR LF; #f where it is not whole yet.
  (define (find-line-end bytes start end)
    (let ([last (fx- end 1)])
      (let loop ([i start])
        (cond
          [(fx>= i last) #f]
          [(and (fx= (bytevector-u8-ref bytes i) 13) (fx= (bytevector-u8-ref bytes (fx+ i 1)) 10)) i]
          [else (loop (fx+ i 1))]))))

  (define (find-byte byte bytes start end)
    (let loop ([i start])
      (cond
        [(fx= i end) #f]
        [(fx= (bytevector-u8-ref bytes i) byte) i]
        [else (loop (fx+ i 1))])))

  (define (blank? byte) (or (fx= byte 32) (fx= byte 9)))

  (define (skip-blanks bytes start end)
    (if (and (fx< start end) (blank? (bytevector-u8-ref bytes start)))
        (skip-blanks bytes (fx+ start 1) end)
        start))

  (define (skip-blanks-back bytes start end)
    (if (and (fx< start end) (blank? (bytevector-u8-ref bytes (fx- end 1))))
        (skip-blanks-back bytes start (fx- end 1))
        end))

  ;; A decimal number of bytes; #f where it is none or too large.
  (define (parse-length bytes start end)
    (and (fx< start end)
         (let loop ([i start] [sum 0])
           (if (fx= i end)
               sum
               (let ([digit (fx- (bytevector-u8-ref bytes i) 48)])
                 (and (fx<= 0 digit 9)
                      (let ([sum (fx+ (fx* sum 10) digit)])
                        (and (fx<= sum most-body-bytes) (loop (fx+ i 1) sum)))))))))

  ;; The request that begins at start: #f where it has not arrived whole, 'bad where it is none that is understood.
  (define (parse-request bytes start filled)
    (let ([line-end (find-line-end bytes start filled)])
      (cond
        [line-end
         (let ([target-end (fx- line-end (bytevector-length version))])
           (if (and (fx> target-end start) (same-bytes? bytes target-end line-end version))
               (parse-fields bytes start target-end (fx+ line-end 2) filled)
               'bad))]
        [(fx> (fx- filled start) most-head-bytes) 'bad]
        [else #f])))

  (define (parse-fields bytes start target-end fields-start filled)
    (let loop ([at fields-start] [length 0] [closes? #f])
      (let ([line-end (find-line-end bytes at filled)])
        (cond
          [(not line-end) (if (fx> (fx- filled start) most-head-bytes) 'bad #f)]
          [(fx= line-end at)
           (let ([end (fx+ at 2 length)])
             (and (fx<= end filled) (make-request bytes start target-end end closes?)))]
          [else
           (let ([colon (find-byte 58 bytes at line-end)])
             (if (not colon)
                 'bad
                 (let* ([value (skip-blanks bytes (fx+ colon 1) line-end)]
                        [value-end (skip-blanks-back bytes value line-end)]
                        [next (fx+ line-end 2)])
                   (cond
                     [(same-word? bytes at colon content-length)
                      (let ([length (parse-length bytes value value-end)])
                        (if length (loop next length closes?) 'bad))]
                     [(same-word? bytes at colon connection)
                      (loop next length (or closes? (same-word? bytes value value-end close)))]
                     ;; Chunks are not understood, and to guess would be request smuggling.
                     [(same-word? bytes at colon transfer-encoding) 'bad]
                     [else (loop next length closes?)]))))]))))

  ;; Whether method and target are these, "GET /" as bytes.
  (define (request-is? request route)
    (same-bytes? (request-bytes request) (request-start request) (request-line-end request) route))

  (define (bytes-append . parts)
    (let ([whole (make-bytevector (fold-left (lambda (sum part) (fx+ sum (bytevector-length part))) 0 parts))])
      (let loop ([parts parts] [at 0])
        (if (null? parts)
            whole
            (let ([length (bytevector-length (car parts))])
              (bytevector-copy! (car parts) 0 whole at length)
              (loop (cdr parts) (fx+ at length)))))))

  (define days '#("Sun" "Mon" "Tue" "Wed" "Thu" "Fri" "Sat"))
  (define months '#("Jan" "Feb" "Mar" "Apr" "May" "Jun" "Jul" "Aug" "Sep" "Oct" "Nov" "Dec"))
  (define shown-second #f)
  (define date-field #f)

  ;; Makes the Date anew where the second has changed.
  (define (refresh-date!)
    (let ([second (time-second (current-time 'time-utc))])
      (unless (eqv? second shown-second)
        (set! shown-second second)
        (let ([now (time-utc->date (make-time 'time-utc 0 second) 0)])
          (set! date-field
            (string->utf8
              (format "Date: ~a, ~2,'0d ~a ~d ~2,'0d:~2,'0d:~2,'0d GMT\r\n\r\n"
                (vector-ref days (date-week-day now)) (date-day now)
                (vector-ref months (fx- (date-month now) 1)) (date-year now)
                (date-hour now) (date-minute now) (date-second now))))))))

  (define length-field (string->utf8 "Content-Length: "))
  (define line-break (string->utf8 "\r\n"))

  ;; The bytes of an answer; start is its status line and its own fields.
  (define (make-answer start body)
    (bytes-append start length-field (string->utf8 (number->string (bytevector-length body))) line-break
      date-field body)))
