;; Compiles the server and its libraries to machine code without checks, in one file.
(optimize-level 3)
(generate-wpo-files #t)
(compile-imported-libraries #t)
(compile-program "server.ss")
(compile-whole-program "server.wpo" "counter.so")
