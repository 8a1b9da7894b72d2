;; Compiles Hunchentoot, what it needs and the server into one executable, all below this folder.
(require :asdf)
(require :sb-posix)
(let ((fasls (merge-pathnames "fasl/" (uiop:getcwd))))
  (asdf:initialize-output-translations
   `(:output-translations (t (,fasls :implementation)) :ignore-inherited-configuration)))
;; Nothing here speaks TLS.
(push :hunchentoot-no-ssl *features*)
(asdf:load-system :hunchentoot)
(load (compile-file "server.lisp"))
(sb-ext:save-lisp-and-die "counter" :executable t :save-runtime-options t
                                    :toplevel (intern "MAIN" "COUNTER"))
