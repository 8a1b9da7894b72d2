(defpackage :counter
  (:use :common-lisp :hunchentoot)
  (:export :main))

(in-package :counter)

(defparameter *name*
  (format nil "Hunchentoot ~A" (asdf:component-version (asdf:find-system :hunchentoot))))

(defparameter *footer* (format nil "~32A" *name*))

;; Each connection has a thread of its own, so the count needs an atomic increment.
(defstruct counter (count 0 :type sb-ext:word))
(defvar *counter* (make-counter))

(defun page ()
  (format nil "<!DOCTYPE html>
<html lang=\"en\">
<head><meta charset=\"utf-8\"><title>Counter</title></head>
<body>
<h1>Counter</h1>
<p id=\"count\">~D</p>
<form method=\"post\" action=\"/increment\"><button type=\"submit\">Increment</button></form>
<footer>~A</footer>
</body>
</html>
" (counter-count *counter*) *footer*))

(defclass counter-acceptor (acceptor) ())

(defun answer (status type body)
  (setf (return-code*) status
        (content-type*) type
        ;; nil leaves the header off.
        (header-out :server) nil)
  body)

(defun answer-text (status body)
  (answer status "text/plain; charset=utf-8" body))

(defun route-p (request method path)
  (and (eq (request-method request) method) (string= (script-name request) path)))

(defmethod acceptor-dispatch-request ((acceptor counter-acceptor) request)
  (cond
    ((route-p request :get "/") (answer +http-ok+ "text/html; charset=utf-8" (page)))
    ((route-p request :post "/increment")
     (sb-ext:atomic-incf (counter-count *counter*))
     (setf (header-out :location) "/")
     (answer-text +http-moved-temporarily+ ""))
    ((route-p request :get "/sleep")
     (sleep 1)
     (answer-text +http-ok+ (format nil "slept~%")))
    (t (answer-text +http-not-found+ (format nil "not found~%")))))

;; Hunchentoot would put a page of its own in place of the body of a 302 or 404.
(defmethod acceptor-status-message ((acceptor counter-acceptor) status &key &allow-other-keys)
  (declare (ignore status))
  nil)

(defun main ()
  (when (equal (rest sb-ext:*posix-argv*) '("--version"))
    (format t "~A~%" *name*)
    (sb-ext:exit))
  (setf *default-connection-timeout* 75)
  (start (make-instance 'counter-acceptor
                        :address "127.0.0.1"
                        :port (parse-integer (sb-posix:getenv "PORT"))
                        :listen-backlog 1024
                        :access-log-destination nil
                        ;; One thread serves a connection until it closes: with the single-threaded
                        ;; taskmaster the others would wait for that.
                        :taskmaster (make-instance 'one-thread-per-connection-taskmaster
                                                   :max-thread-count 2000
                                                   :max-accept-count 2100)))
  (loop (sleep 3600)))
