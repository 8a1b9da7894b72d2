# What all programs of this scenario have in common: included by the CMakeLists.txt of each.
if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release)
endif()
# Release is -O3 by default, which takes longer to compile and changes nothing that waits for a socket.
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG")

find_package(benchmark REQUIRED)
find_package(Threads REQUIRED)

# echo_program(STANDARD main.cpp ...): the program `echo` of these sources and the shared ones.
function(echo_program STANDARD)
  set(common ${CMAKE_CURRENT_FUNCTION_LIST_DIR})
  add_executable(echo ${ARGN} ${common}/benchmarks.cpp ${common}/harness.cpp ${common}/histogram.cpp
    ${common}/placement.cpp ${common}/sockets.cpp)
  target_include_directories(echo PRIVATE ${common})
  target_link_libraries(echo PRIVATE benchmark::benchmark Threads::Threads)
  target_compile_options(echo PRIVATE -Wall -Wextra)
  target_compile_definitions(echo PRIVATE ECHO_BENCHMARK_VERSION="${benchmark_VERSION}")
  # In one piece: the libraries are headers, which cost more than all that is written here.
  set_target_properties(echo PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 0
    CXX_STANDARD ${STANDARD} CXX_STANDARD_REQUIRED ON CXX_EXTENSIONS OFF)
endfunction()
