;; The system calls of an event loop on Linux: sockets and epoll, through libc.
(library (system)
  (export listen-on accept-connection receive! send-bytes close-descriptor
          epoll-create epoll-add! epoll-modify! epoll-wait! readable writable)
  (import (chezscheme))

  (define libc (load-shared-object "libc.so.6"))
  (define c-socket (foreign-procedure "socket" (int int int) int))
  (define c-bind (foreign-procedure "bind" (int u8* unsigned) int))
  (define c-listen (foreign-procedure "listen" (int int) int))
  (define c-accept4 (foreign-procedure "accept4" (int uptr uptr int) int))
  (define c-setsockopt (foreign-procedure "setsockopt" (int int int u8* unsigned) int))
  (define c-recv (foreign-procedure "recv" (int u8* size_t int) ssize_t))
  (define c-send (foreign-procedure "send" (int u8* size_t int) ssize_t))
  (define c-close (foreign-procedure "close" (int) int))
  (define c-epoll-create1 (foreign-procedure "epoll_create1" (int) int))
  (define c-epoll-ctl (foreign-procedure "epoll_ctl" (int int int u8*) int))
  (define c-epoll-wait (foreign-procedure "epoll_wait" (int u8* int int) int))
  (define c-errno-location (foreign-procedure "__errno_location" () uptr))

  (define EINTR 4)
  (define EAGAIN 11)
  (define ECONNABORTED 103)
  (define AF-INET 2)
  (define SOCK-STREAM 1)
  (define SOCK-NONBLOCK+CLOEXEC #x80800)
  (define SOL-SOCKET 1)
  (define SO-REUSEADDR 2)
  (define IPPROTO-TCP 6)
  (define TCP-NODELAY 1)
  (define MSG-NOSIGNAL #x4000)
  (define EPOLL-CTL-ADD 1)
  (define EPOLL-CTL-MOD 3)
  (define readable 1)
  (define writable 4)

  (define (errno) (foreign-ref 'int (c-errno-location) 0))

  (define (check name result)
    (when (fx= result -1) (errorf name "errno ~a" (errno)))
    result)

  (define (switch-on! descriptor level option)
    (let ([one (make-bytevector 4)])
      (bytevector-s32-native-set! one 0 1)
      (check 'setsockopt (c-setsockopt descriptor level option one 4))))

  ;; A non-blocking listener on 127.0.0.1.
  (define (listen-on port backlog)
    (let ([listener (check 'socket
                      (c-socket AF-INET (fxlogor SOCK-STREAM SOCK-NONBLOCK+CLOEXEC) 0))]
          [address (make-bytevector 16 0)])
      (switch-on! listener SOL-SOCKET SO-REUSEADDR)
      (bytevector-u16-native-set! address 0 AF-INET)
      (bytevector-u16-set! address 2 port (endianness big))
      (bytevector-u32-set! address 4 #x7f000001 (endianness big))
      (check 'bind (c-bind listener address 16))
      (check 'listen (c-listen listener backlog))
      listener))

  ;; The descriptor of the next connection, #f where none waits.
  (define (accept-connection listener)
    (let ([descriptor (c-accept4 listener 0 0 SOCK-NONBLOCK+CLOEXEC)])
      (cond
        [(fx>= descriptor 0) (switch-on! descriptor IPPROTO-TCP TCP-NODELAY) descriptor]
        [(memv (errno) (list EAGAIN EINTR ECONNABORTED)) #f]
        [else (check 'accept4 descriptor)])))

  ;; What a transfer came to: bytes; #f for "not now"; 'broken where the connection is gone.
  (define (transferred result)
    (cond
      [(fx>= result 0) result]
      [(memv (errno) (list EAGAIN EINTR)) #f]
      [else 'broken]))

  (define (receive! descriptor bytes)
    (transferred (c-recv descriptor bytes (bytevector-length bytes) 0)))

  (define (send-bytes descriptor bytes)
    (transferred (c-send descriptor bytes (bytevector-length bytes) MSG-NOSIGNAL)))

  (define (close-descriptor descriptor) (c-close descriptor))

  ;; struct epoll_event is packed on x86-64 and nowhere else.
  (define data-offset (if (memq (machine-type) '(a6le ta6le)) 4 8))
  (define event-size (fx+ data-offset 8))
  (define most-events 256)
  (define events (make-bytevector (fx* most-events event-size) 0))
  (define change (make-bytevector event-size 0))

  (define (epoll-create) (check 'epoll_create1 (c-epoll-create1 0)))

  (define (epoll-control! epoll operation descriptor mask)
    (bytevector-u32-native-set! change 0 mask)
    (bytevector-s32-native-set! change data-offset descriptor)
    (check 'epoll_ctl (c-epoll-ctl epoll operation descriptor change)))

  (define (epoll-add! epoll descriptor mask)
    (epoll-control! epoll EPOLL-CTL-ADD descriptor mask))

  (define (epoll-modify! epoll descriptor mask)
    (epoll-control! epoll EPOLL-CTL-MOD descriptor mask))

  ;; Waits at most so many milliseconds, -1 for ever, and calls with each descriptor that is ready.
  (define (epoll-wait! epoll milliseconds handle)
    (let ([ready (c-epoll-wait epoll events most-events milliseconds)])
      (unless (and (fx= ready -1) (fx= (errno) EINTR)) (check 'epoll_wait ready))
      (do ([i 0 (fx+ i 1)]) ((fx>= i ready))
        (handle (bytevector-s32-native-ref events (fx+ (fx* i event-size) data-offset)))))))
